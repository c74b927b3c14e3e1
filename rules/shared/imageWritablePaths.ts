/** Where an image writes while it runs, and who says so. */
export interface ImagePaths {
  /** Full repositories: registry and path. `library/` stands for every registry of the Docker Official Images. */
  readonly images: readonly string[];
  /** Which tags it holds for; all where it says nothing. */
  readonly tag?: { readonly is: RegExp; readonly means: string };
  readonly paths: readonly string[];
  readonly source: string;
}

/**
 * Only folders that may start out empty: what the image keeps there is hidden by the volume. That is why elasticsearch
 * (its keystore in `config`), Keycloak (what it builds at its start in `lib`), ZooKeeper and Cassandra (settings that the
 * entry point rewrites) are not here. The first entry that names the image and its tag holds.
 */
export const imageWritablePaths: readonly ImagePaths[] = [
  {
    images: ["library/caddy"],
    paths: ["/config", "/data"],
    source:
      "https://github.com/caddyserver/caddy-docker/blob/master/Dockerfile.tmpl (XDG_CONFIG_HOME, XDG_DATA_HOME)",
  },
  {
    images: ["library/consul", "docker.io/hashicorp/consul"],
    paths: ["/consul/data"],
    source: "https://github.com/hashicorp/docker-consul/blob/master/0.X/Dockerfile (VOLUME)",
  },
  {
    images: ["library/eclipse-mosquitto"],
    paths: ["/mosquitto/data", "/mosquitto/log"],
    source: "https://github.com/docker-library/docs/blob/master/eclipse-mosquitto/content.md",
  },
  {
    images: ["library/ghost"],
    paths: ["/var/lib/ghost/content"],
    source:
      "https://github.com/docker-library/ghost/blob/master/Dockerfile.template (VOLUME, filled at the start)",
  },
  {
    images: [
      "docker.io/grafana/grafana",
      "docker.io/grafana/grafana-enterprise",
      "docker.io/grafana/grafana-oss",
    ],
    paths: ["/tmp", "/var/lib/grafana", "/var/log/grafana"],
    source:
      "https://github.com/grafana/grafana/blob/main/Dockerfile (GF_PATHS_DATA, GF_PATHS_LOGS); https://github.com/prometheus-operator/kube-prometheus/blob/main/manifests/grafana-deployment.yaml (/tmp, for plugins)",
  },
  {
    images: ["library/httpd"],
    paths: ["/usr/local/apache2/logs"],
    source:
      "https://httpd.apache.org/docs/2.4/mod/mpm_common.html#pidfile (logs/httpd.pid), https://github.com/docker-library/httpd/blob/master/2.4/Dockerfile (HTTPD_PREFIX)",
  },
  {
    images: ["library/influxdb"],
    tag: { is: /^1(?:\D|$)/, means: "1" },
    paths: ["/var/lib/influxdb"],
    source: "https://github.com/influxdata/influxdata-docker/tree/master/influxdb/1.12 (VOLUME)",
  },
  {
    images: ["library/influxdb"],
    tag: { is: /^2(?:\D|$)/, means: "2" },
    paths: ["/etc/influxdb2", "/var/lib/influxdb2"],
    source: "https://github.com/influxdata/influxdata-docker/tree/master/influxdb/2.7 (VOLUME)",
  },
  {
    images: ["docker.io/jenkins/jenkins"],
    paths: ["/tmp", "/var/jenkins_home"],
    source:
      "https://github.com/jenkinsci/docker/blob/master/debian/bookworm/hotspot/Dockerfile (VOLUME); https://github.com/jenkinsci/helm-charts/blob/main/charts/jenkins/templates/jenkins-controller-statefulset.yaml (/tmp)",
  },
  {
    images: ["library/mariadb"],
    paths: ["/run/mysqld", "/tmp", "/var/lib/mysql"],
    source:
      "https://github.com/MariaDB/mariadb-docker/blob/master/11.4/Dockerfile (VOLUME, /run/mysqld); https://mariadb.com/kb/en/server-system-variables/#tmpdir",
  },
  {
    images: ["library/mongo"],
    paths: ["/data/configdb", "/data/db", "/tmp"],
    source:
      "https://github.com/docker-library/mongo/blob/master/Dockerfile-linux.template (VOLUME); https://www.mongodb.com/docs/manual/reference/configuration-options/ (net.unixDomainSocket.pathPrefix)",
  },
  {
    images: ["library/mysql"],
    paths: ["/tmp", "/var/lib/mysql", "/var/run/mysqld"],
    source:
      "https://github.com/docker-library/mysql/blob/master/template/Dockerfile.debian (VOLUME, /var/run/mysqld); https://dev.mysql.com/doc/refman/8.4/en/temporary-files.html",
  },
  {
    images: ["library/nginx"],
    paths: ["/tmp", "/var/cache/nginx", "/var/run"],
    source:
      "https://github.com/docker-library/docs/blob/master/nginx/content.md (read-only mode; /tmp as a user other than root)",
  },
  {
    images: ["docker.io/nginxinc/nginx-unprivileged"],
    paths: ["/tmp"],
    source:
      "https://github.com/nginx/docker-nginx-unprivileged/blob/main/Dockerfile-debian.template (pid file, temporary paths)",
  },
  {
    images: ["library/php"],
    tag: { is: /apache/, means: "with apache" },
    paths: ["/tmp", "/var/lock/apache2", "/var/run/apache2"],
    source:
      "https://github.com/docker-library/php/blob/master/Dockerfile-linux.template (APACHE_LOCK_DIR, APACHE_RUN_DIR); https://www.php.net/manual/en/ini.core.php#ini.upload-tmp-dir",
  },
  {
    images: ["library/php"],
    paths: ["/tmp"],
    source: "https://www.php.net/manual/en/ini.core.php#ini.upload-tmp-dir",
  },
  {
    images: ["library/postgres"],
    tag: { is: /^(?:[89]|1[0-7])(?:\D|$)/, means: "up to 17" },
    paths: ["/tmp", "/var/lib/postgresql/data", "/var/run/postgresql"],
    source:
      "https://github.com/docker-library/postgres/blob/master/Dockerfile-debian.template (VOLUME, /var/run/postgresql), docker-entrypoint.sh (mktemp)",
  },
  {
    // The entry point of 18 and later refuses a mount at the former place. Without a version the folder above serves both.
    images: ["library/postgres"],
    paths: ["/tmp", "/var/lib/postgresql", "/var/run/postgresql"],
    source:
      "https://github.com/docker-library/postgres/blob/master/Dockerfile-debian.template (VOLUME, /var/run/postgresql), docker-entrypoint.sh (mktemp)",
  },
  {
    images: ["docker.io/prom/alertmanager", "quay.io/prometheus/alertmanager"],
    paths: ["/alertmanager"],
    source: "https://github.com/prometheus/alertmanager/blob/main/Dockerfile (VOLUME)",
  },
  {
    images: ["docker.io/prom/prometheus", "quay.io/prometheus/prometheus"],
    paths: ["/prometheus"],
    source: "https://github.com/prometheus/prometheus/blob/main/Dockerfile (VOLUME)",
  },
  {
    images: ["library/rabbitmq"],
    paths: ["/var/lib/rabbitmq", "/var/log/rabbitmq"],
    source:
      "https://github.com/docker-library/rabbitmq/blob/master/Dockerfile-ubuntu.template (VOLUME, /var/log/rabbitmq)",
  },
  {
    images: ["library/redis"],
    paths: ["/data"],
    source: "https://github.com/redis/docker-library-redis/blob/master/7.2/alpine/Dockerfile (VOLUME)",
  },
  {
    images: ["library/registry"],
    paths: ["/var/lib/registry"],
    source: "https://github.com/distribution/distribution-library-image/blob/master/Dockerfile (VOLUME)",
  },
  {
    images: ["library/tomcat"],
    paths: ["/usr/local/tomcat/logs", "/usr/local/tomcat/temp", "/usr/local/tomcat/work"],
    source:
      "https://tomcat.apache.org/tomcat-10.1-doc/introduction.html#CATALINA_HOME_and_CATALINA_BASE, https://github.com/docker-library/tomcat/blob/master/Dockerfile.template (CATALINA_HOME)",
  },
  {
    images: ["library/traefik"],
    paths: ["/tmp"],
    source: "https://github.com/traefik/traefik-helm-chart/pull/193 (bodies that are buffered)",
  },
  {
    images: ["library/valkey", "docker.io/valkey/valkey"],
    paths: ["/data"],
    source: "https://github.com/valkey-io/valkey-container/blob/mainline/Dockerfile.template (VOLUME)",
  },
  {
    images: ["library/wordpress"],
    tag: { is: /^(?!.*(?:fpm|cli))/, means: "with apache" },
    paths: ["/tmp", "/var/lock/apache2", "/var/run/apache2", "/var/www/html"],
    source:
      "https://github.com/docker-library/wordpress/blob/master/Dockerfile.template (VOLUME, filled at the start; php with apache)",
  },
  {
    images: ["library/wordpress"],
    paths: ["/tmp", "/var/www/html"],
    source:
      "https://github.com/docker-library/wordpress/blob/master/Dockerfile.template (VOLUME, filled at the start; php)",
  },
];
