import type { ContainerView } from "../../engine/kubernetes/container";
import { parseImage } from "../../engine/kubernetes/image";
import { append, type PathEdit } from "../../engine/yaml/pathEdit";
import { fullRepository } from "./images";

/**
 * Where well-known images write while they run, from their own documentation: the pages of the Docker Official Images
 * ("read-only", "where to store data", "VOLUME") and the Dockerfiles they link to.
 */
const byRepository: Readonly<Record<string, readonly string[]>> = {
  elasticsearch: ["/tmp", "/usr/share/elasticsearch/data", "/usr/share/elasticsearch/logs"],
  httpd: ["/usr/local/apache2/logs"],
  influxdb: ["/tmp", "/var/lib/influxdb2"],
  mariadb: ["/run/mysqld", "/tmp", "/var/lib/mysql"],
  mongo: ["/data/configdb", "/data/db", "/tmp"],
  mysql: ["/tmp", "/var/lib/mysql", "/var/run/mysqld"],
  nginx: ["/tmp", "/var/cache/nginx", "/var/run"],
  node: ["/tmp"],
  python: ["/tmp"],
  rabbitmq: ["/tmp", "/var/lib/rabbitmq", "/var/log/rabbitmq"],
  redis: ["/data", "/tmp"],
  tomcat: ["/tmp", "/usr/local/tomcat/logs", "/usr/local/tomcat/temp", "/usr/local/tomcat/work"],
  // traefik/traefik-helm-chart, pull request 193: bodies that are buffered.
  traefik: ["/tmp"],
  valkey: ["/data", "/tmp"],
};

const byFullName: Readonly<Record<string, readonly string[]>> = {
  "docker.io/grafana/grafana": ["/tmp", "/var/lib/grafana", "/var/log/grafana"],
  "docker.io/jenkins/jenkins": ["/tmp", "/var/jenkins_home"],
  // nginx/docker-nginx-unprivileged, Dockerfile-debian.template: its pid file and all temporary paths.
  "docker.io/nginxinc/nginx-unprivileged": ["/tmp"],
  "docker.io/prom/prometheus": ["/prometheus"],
  "docker.io/valkey/valkey": ["/data", "/tmp"],
  "quay.io/prometheus/prometheus": ["/prometheus"],
  "docker.elastic.co/elasticsearch/elasticsearch": [
    "/tmp",
    "/usr/share/elasticsearch/data",
    "/usr/share/elasticsearch/logs",
  ],
};

/** Registries that carry the Docker Official Images under their names. */
const official =
  /^(?:docker\.io\/library|public\.ecr\.aws\/docker\/library|mirror\.gcr\.io\/library)\/([a-z]+)$/;

/** Where the container's image is known to write and no volume is mounted yet. */
export function unmountedWritablePaths(container: ContainerView): readonly string[] {
  const paths = pathsOf(container);
  if (paths.length === 0) return paths;
  const mounts = container.field.at("volumeMounts");
  if (
    mounts.undecided ||
    mounts.items().some((mount) => !mount.at("mountPath").present || mount.at("mountPath").undecided)
  )
    return [];
  const mounted = mounts.items().map((mount) => mount.at("mountPath").text()?.replace(/\/+$/, "") ?? "");
  return paths.filter((path) => !mounted.some((one) => path === one || path.startsWith(`${one}/`)));
}

function pathsOf({ field }: ContainerView): readonly string[] {
  const image = field.at("image");
  const reference = image.undecided ? undefined : parseImage(image.string() ?? "");
  if (!reference) return [];
  const name = fullRepository(reference);
  const known = Object.hasOwn(byFullName, name) ? byFullName[name] : undefined;
  const ofOfficial = official.exec(name)?.[1] ?? "";
  if (ofOfficial === "php")
    return /apache/.test(reference.tag?.text ?? "") ? ["/tmp", "/var/run/apache2"] : ["/tmp"];
  if (ofOfficial === "postgres") return ["/tmp", postgresData(reference.tag?.text), "/var/run/postgresql"];
  return known ?? (Object.hasOwn(byRepository, ofOfficial) ? byRepository[ofOfficial] : undefined) ?? [];
}

/**
 * The image's VOLUME, which is `/var/lib/postgresql/data` up to 17 and the folder above it since 18, whose entry point
 * refuses a mount at the former place (docker-library/postgres, Dockerfile-debian.template). Without a version the folder
 * above serves both.
 */
function postgresData(tag: string | undefined): string {
  const major = Number(/^\d+/.exec(tag ?? "")?.[0] ?? 18);
  return major < 18 ? "/var/lib/postgresql/data" : "/var/lib/postgresql";
}

/** Mounts an empty volume of the container's own at each of the paths. */
export function emptyMounts(container: ContainerView, paths: readonly string[]): PathEdit[] {
  const { pod, field, name } = container;
  const taken = new Set(pod.volumes.map((volume) => volume.at("name").text()));
  return paths.flatMap((path) => {
    const volume = `${name}${path}`
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .slice(0, 63)
      .replace(/^-|-$/g, "");
    if (taken.has(volume)) return [];
    return [
      append(field.at("volumeMounts"), { name: volume, mountPath: path }),
      append(pod.field.at("volumes"), { name: volume, emptyDir: {} }),
    ];
  });
}
