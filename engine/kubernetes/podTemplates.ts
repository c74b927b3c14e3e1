import type { Field } from "../yaml/field";
import { fieldsOf } from "./podFields";

/**
 * Where the pods' own metadata and spec stand in each kind that runs pods: a path of keys, `*` for every item of a
 * sequence or entry of a mapping. The groups are without version; `Pod` is its own template.
 */
const templates: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "": { Pod: [""], PodTemplate: ["template"], ReplicationController: ["spec.template"] },
  apps: {
    Deployment: ["spec.template"],
    StatefulSet: ["spec.template"],
    DaemonSet: ["spec.template"],
    ReplicaSet: ["spec.template"],
  },
  extensions: { Deployment: ["spec.template"], DaemonSet: ["spec.template"], ReplicaSet: ["spec.template"] },
  batch: { Job: ["spec.template"], CronJob: ["spec.jobTemplate.spec.template"] },
  "argoproj.io": { Rollout: ["spec.template"] },
  "serving.knative.dev": { Service: ["spec.template"], Configuration: ["spec.template"], Revision: [""] },
  "apps.kruise.io": {
    AdvancedCronJob: [
      "spec.template.jobTemplate.spec.template",
      "spec.template.broadcastJobTemplate.spec.template",
    ],
    BroadcastJob: ["spec.template"],
    CloneSet: ["spec.template"],
    DaemonSet: ["spec.template"],
    StatefulSet: ["spec.template"],
    UnitedDeployment: [
      "spec.template.statefulSetTemplate.spec.template",
      "spec.template.deploymentTemplate.spec.template",
      "spec.template.cloneSetTemplate.spec.template",
    ],
  },
  "keda.sh": { ScaledJob: ["spec.jobTargetRef.template"] },
  "elasticsearch.k8s.elastic.co": { Elasticsearch: ["spec.nodeSets.*.podTemplate"] },
  "kibana.k8s.elastic.co": { Kibana: ["spec.podTemplate"] },
  "apm.k8s.elastic.co": { ApmServer: ["spec.podTemplate"] },
  "beat.k8s.elastic.co": { Beat: ["spec.daemonSet.podTemplate", "spec.deployment.podTemplate"] },
  "agent.k8s.elastic.co": {
    Agent: ["spec.daemonSet.podTemplate", "spec.deployment.podTemplate", "spec.statefulSet.podTemplate"],
  },
  "logstash.k8s.elastic.co": { Logstash: ["spec.podTemplate"] },
  "maps.k8s.elastic.co": { ElasticMapsServer: ["spec.podTemplate"] },
  "enterprisesearch.k8s.elastic.co": { EnterpriseSearch: ["spec.podTemplate"] },
  "apps.openshift.io": { DeploymentConfig: ["spec.template"] },
  "kubeflow.org": {
    MPIJob: ["spec.mpiReplicaSpecs.*.template"],
    Notebook: ["spec.template"],
    PyTorchJob: ["spec.pytorchReplicaSpecs.*.template"],
    TFJob: ["spec.tfReplicaSpecs.*.template"],
    XGBoostJob: ["spec.xgbReplicaSpecs.*.template"],
  },
  "batch.volcano.sh": { Job: ["spec.tasks.*.template"] },
  "ray.io": {
    RayCluster: ["spec.headGroupSpec.template", "spec.workerGroupSpecs.*.template"],
    RayJob: [
      "spec.rayClusterSpec.headGroupSpec.template",
      "spec.rayClusterSpec.workerGroupSpecs.*.template",
      "spec.submitterPodTemplate",
    ],
    RayService: [
      "spec.rayClusterConfig.headGroupSpec.template",
      "spec.rayClusterConfig.workerGroupSpecs.*.template",
    ],
  },
  "leaderworkerset.x-k8s.io": {
    LeaderWorkerSet: ["spec.leaderWorkerTemplate.leaderTemplate", "spec.leaderWorkerTemplate.workerTemplate"],
  },
  "jobset.x-k8s.io": { JobSet: ["spec.replicatedJobs.*.template.spec.template"] },
  "agents.x-k8s.io": { Sandbox: ["spec.podTemplate"] },
  "extensions.agents.x-k8s.io": { SandboxTemplate: ["spec.podTemplate"] },
  "actions.github.com": {
    AutoscalingRunnerSet: ["spec.template"],
    EphemeralRunnerSet: ["spec.ephemeralRunnerSpec"],
  },
  "agones.dev": { Fleet: ["spec.template.spec.template"], GameServer: ["spec.template"] },
  "flink.apache.org": {
    FlinkDeployment: ["spec.podTemplate", "spec.jobManager.podTemplate", "spec.taskManager.podTemplate"],
  },
};

/** Kubernetes' own kinds that run pods. */
export const workloadKinds: readonly string[] = ["", "apps", "batch"].flatMap((group) =>
  Object.keys(templates[group] ?? {}),
);

/** The kinds of other projects that run pods, as `group/Kind`; all of them live in a namespace. */
export const otherWorkloadKinds: readonly string[] = Object.entries(templates)
  .filter(([group]) => !["", "apps", "batch", "extensions"].includes(group))
  .flatMap(([group, kinds]) => Object.keys(kinds).map((kind) => `${group}/${kind}`));

/** True for a kind whose pods can be found, Kubernetes' own or another's. */
export function hasPodTemplates(group: string, kind: string): boolean {
  return pathsOf(group, kind) !== undefined;
}

/** The places that hold `metadata` and `spec` of the pods of an object; empty where the kind runs none. */
export function podTemplatesOf(root: Field, group: string, kind: string): Field[] {
  return (pathsOf(group, kind) ?? []).flatMap((path) => follow(root, path === "" ? [] : path.split(".")));
}

/** What is looked through for pod templates of a kind that nobody told us of. */
const mostPlaces = 3000;
const deepestPlace = 12;

/**
 * Pod specs in an object of an unknown kind, where they are certain. Under a key that ends in `template`, a `spec` whose
 * `containers` all have a name and an image is one. Elsewhere other things have names and images too: there every key has
 * to be a field of the pod API, and something besides name and image has to be said, or the key has to end in `podSpec`.
 * An object within the object is none: whether it is run is not known.
 */
export function discoverPodSpecs(root: Field): Field[] {
  const found: Field[] = [];
  let left = mostPlaces;
  const look = (field: Field, depth: number): void => {
    if (depth > deepestPlace || left-- <= 0) return;
    if (isPodSpec(field)) found.push(field);
    else for (const child of [...field.items(), ...field.entries()]) look(child, depth + 1);
  };
  look(root.at("spec"), 0);
  return found;
}

function isPodSpec(spec: Field): boolean {
  const containers = spec.at("containers").items();
  if (containers.length === 0) return false;
  if (!containers.every((one) => one.at("name").string() && one.at("image").string())) return false;
  if (spec.key === "spec" && /template$/i.test(String(spec.parent?.key))) return true;
  // The spec of a whole object: a policy may describe it so as to forbid it.
  if (spec.parent?.at("kind").exists && spec.parent.parent) return false;
  if (!hasFieldsOf("PodSpec", spec) || !containers.every((one) => hasFieldsOf("Container", one)))
    return false;
  const says = [spec, ...containers].flatMap((map) => map.entries().map(({ key }) => String(key)));
  return /podSpec$/i.test(String(spec.key)) || says.some((key) => !plainKeys.has(key));
}

const plainKeys: ReadonlySet<string> = new Set(["containers", "name", "image"]);

function hasFieldsOf(type: string, map: Field): boolean {
  const fields = fieldsOf(type) ?? {};
  return map.entries().every(({ key }) => Object.hasOwn(fields, String(key)));
}

function pathsOf(group: string, kind: string): readonly string[] | undefined {
  const kinds = Object.hasOwn(templates, group) ? templates[group] : undefined;
  return kinds && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
}

/**
 * The mappings at the end of a path, where `*` stands for every item or entry. No more places than an object can have are
 * followed at each step: aliases multiply them.
 */
export function follow(root: Field, path: readonly string[]): Field[] {
  let places: Field[] = [root];
  for (const step of path) {
    const next: Field[] = [];
    for (const place of places) {
      if (next.length >= mostPlaces) break;
      if (step !== "*") next.push(place.at(step));
      else for (const child of [...place.items(), ...place.entries()]) next.push(child);
    }
    places = next.filter(({ exists }) => exists);
  }
  return places.filter(({ isMap }) => isMap).slice(0, mostPlaces);
}
