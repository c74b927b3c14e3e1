/**
 * Programs whose web interface is an administrator's: it starts containers, runs code or shows all data, and in its
 * first set-up asks for no password or a well-known one. By the end of the image's repository, without registry.
 */
const consoles: readonly (readonly [title: string, image: RegExp])[] = [
  [
    "Kubernetes Dashboard",
    /(?:^|\/)kubernetesui\/dashboard(?:-\w+)?$|(?:^|\/)kubernetes-dashboard(?:-amd64)?$/,
  ],
  ["Argo Workflows", /(?:^|\/)argoproj\/argocli$/],
  ["Argo CD", /(?:^|\/)argoproj\/argocd$/],
  ["Kubeflow", /(?:^|\/)(?:kubeflow\/)?centraldashboard$|(?:^|\/)ml-pipeline\/(?:frontend|api-server)$/],
  ["Jupyter", /(?:^|\/)jupyter(?:hub)?\/[\w-]+$|(?:^|\/)(?:jupyterlab|jupyter-notebook|notebook-server)$/],
  ["Jenkins", /(?:^|\/)(?:jenkins\/)?jenkins$|(?:^|\/)jenkinsci\/[\w-]+$/],
  ["Apache Airflow", /(?:^|\/)apache\/airflow$/],
  ["Weave Scope", /(?:^|\/)weaveworks\/scope$/],
  ["Portainer", /(?:^|\/)portainer\/portainer(?:-\w+)?$/],
  ["Apache NiFi", /(?:^|\/)apache\/nifi$/],
  ["Ray", /(?:^|\/)rayproject\/ray(?:-\w+)?$/],
  ["Ollama", /(?:^|\/)ollama\/ollama$/],
  ["Open WebUI", /(?:^|\/)open-webui\/open-webui$/],
  ["vLLM", /(?:^|\/)vllm\/vllm-openai$/],
  ["MLflow", /(?:^|\/)mlflow\/mlflow$|(?:^|\/)mlflow$/],
  ["Langflow", /(?:^|\/)langflowai\/langflow$/],
  ["Flowise", /(?:^|\/)flowiseai\/flowise$/],
  ["ComfyUI", /(?:^|\/)comfyui$/],
  ["Selenium Grid", /(?:^|\/)selenium\/(?:hub|standalone-\w+)$/],
  ["phpMyAdmin", /(?:^|\/)phpmyadmin(?:\/phpmyadmin)?$/],
  ["Adminer", /(?:^|\/)adminer$/],
  ["mongo-express", /(?:^|\/)mongo-express$/],
  ["Redis Commander", /(?:^|\/)redis-commander$/],
  ["pgAdmin", /(?:^|\/)dpage\/pgadmin4$/],
  ["Prometheus", /(?:^|\/)(?:prom|prometheus)\/(?:prometheus|alertmanager)$/],
  ["Octant", /(?:^|\/)octant$/],
  ["Headlamp", /(?:^|\/)(?:headlamp-k8s|kinvolk)\/headlamp$/],
  ["Longhorn", /(?:^|\/)longhornio\/longhorn-ui$/],
  ["Spark", /(?:^|\/)(?:apache|bitnami)\/spark$/],
];

/** The title of the console that an image holds; `undefined` for any other image. */
export function consoleOf(image: string): string | undefined {
  if (image.length > 300) return undefined;
  const repository = (image.split("@", 1)[0] ?? "").replace(/:[^:/]*$/, "");
  return consoles.find(([, pattern]) => pattern.test(repository))?.[0];
}
