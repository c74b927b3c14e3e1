/** Pages of the Kubernetes documentation that several reliability rules point to. */
export const managingResources = {
  title: "Kubernetes: Resource management for pods and containers",
  url: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
};

export const assignCpu = {
  title: "Kubernetes: Assign CPU resources to containers and pods",
  url: "https://kubernetes.io/docs/tasks/configure-pod-container/assign-cpu-resource/",
};

export const nodePressure = {
  title: "Kubernetes: Node-pressure eviction",
  url: "https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/",
};

export const configureProbes = {
  title: "Kubernetes: Configure liveness, readiness and startup probes",
  url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
};

export const probesConcept = {
  title: "Kubernetes: Liveness, readiness and startup probes",
  url: "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/",
};

export const podLifecycle = {
  title: "Kubernetes: Pod lifecycle",
  url: "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/",
};

export const deployments = {
  title: "Kubernetes: Deployments",
  url: "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/",
};

export const disruptions = {
  title: "Kubernetes: Disruptions",
  url: "https://kubernetes.io/docs/concepts/workloads/pods/disruptions/",
};

export const disruptionBudgets = {
  title: "Kubernetes: Specifying a disruption budget for your application",
  url: "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
};

export const labelsAndSelectors = {
  title: "Kubernetes: Labels and selectors",
  url: "https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/",
};

export const jobs = {
  title: "Kubernetes: Jobs",
  url: "https://kubernetes.io/docs/concepts/workloads/controllers/job/",
};

export const cronJobs = {
  title: "Kubernetes: CronJob",
  url: "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/",
};
