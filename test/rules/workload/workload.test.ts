import { check, checkFix, checkNone } from "../../harness/check";

const container = (lines: string) => `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: app
${lines.replace(/^/gm, "      ")}
`;

describe("programs that give the cluster away", () => {
  describe("kubernetes-dashboard-deployed", () => {
    it("knows its images, else its labels", () => {
      check(
        container(`image: docker.io/kubernetesui/dashboard:v2.7.0
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ kubernetes-dashboard-deployed: container "app" runs the Kubernetes Dashboard`),
      );
      check(`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: a
  labels: { k8s-app: kubernetes-dashboard }
  #                  ^^^^^^^^^^^^^^^^^^^^ kubernetes-dashboard-deployed: Deployment "a" is labelled as the Kubernetes Dashboard
spec:
  template:
    spec:
      containers: [{ name: a, image: "registry.example/mirrored@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }]
`);
      checkNone(
        container("image: grafana/dashboard:1\nargs: [kubernetes-dashboard]"),
        "kubernetes-dashboard-deployed",
      );
    });
  });

  describe("tiller-deployed", () => {
    it("knows its image, names and labels", () => {
      check(
        container(`image: gcr.io/kubernetes-helm/tiller:v2.17.0
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tiller-deployed: container "app" runs Tiller, the server of Helm 2`),
      );
      check(`
apiVersion: v1
kind: Pod
metadata: { labels: { app: helm, name: tiller } }
#                                      ^^^^^^ tiller-deployed
spec: { containers: [{ name: a, image: mirrored }] }
`);
      checkNone(container("image: docker.io/distiller:1\nargs: [tiller]"), "tiller-deployed");
    });

    it("takes the label app: helm alone for a hint", () => {
      const pod = `
apiVersion: v1
kind: Pod
metadata: { labels: { app: helm } }
spec: { containers: [{ name: a, image: mirrored }] }
`;
      check(pod.replace("\nspec", "\n#                          ^^^^ tiller-deployed\nspec"));
      check(pod, { profile: "recommended", only: ["tiller-deployed"] });
    });
  });

  const tiller = (args: string) => container(`image: gcr.io/kubernetes-helm/tiller:v2.17.0\n${args}`);

  describe("tiller-reachable", () => {
    it("reads --listen in its spellings", () => {
      check(
        tiller(`args: [--listen=0.0.0.0:44134]
#      ^^^^^^^^^^^^^^^^^^^^^^ tiller-reachable: Tiller in container "app" listens on 0.0.0.0:44134, for the whole cluster`),
      );
      check(
        tiller(`command:
  - /tiller
  - -listen
  - :44134
  # ^^^^^^ tiller-reachable`),
      );
      checkFix(
        "tiller-reachable",
        tiller("args: [--history-max=5]"),
        tiller('args: [--history-max=5, "--listen=localhost:44134"]'),
      );
      for (const args of ["[--listen=localhost:1]", "[--listen, 127.0.0.1:44134]", "[$(FLAGS)]"])
        checkNone(tiller(`args: ${args}`), "tiller-reachable");
      checkNone(container("image: nginx\nargs: [--listen=0.0.0.0:1]"), "tiller-reachable");
    });
  });
});

describe("what workloads read", () => {
  const pod = (rule: string, source: string, marker: string) => {
    check(`
apiVersion: v1
kind: Pod
spec:
  volumes:
    - name: used
      ${source}
    - name: unused
      ${source}
    - { name: other, emptyDir: {} }
  containers:
    - name: app
      image: a
      volumeMounts:
        - name: used
          #     ^^^^ ${rule}: ${marker}
          mountPath: /used
        - { name: other, mountPath: /other }
`);
  };

  describe("workload-mounts-secret", () => {
    it("lists mounted Secrets, projected ones, and those of the environment", () => {
      pod(
        "workload-mounts-secret",
        "secret: { secretName: keys }",
        'container "app" mounts the Secret "keys"',
      );
      pod(
        "workload-mounts-secret",
        "projected: { sources: [{ configMap: { name: a } }, { secret: { name: keys } }] }",
        'container "app" mounts the Secret "keys"',
      );
      check(
        container(`image: a
env:
  - { name: A, valueFrom: { secretKeyRef: { name: keys, key: a } } }
  #                                               ^^^^ workload-mounts-secret: container "app" reads the Secret "keys" into its environment
envFrom:
  - { secretRef: { name: more } }
  #                      ^^^^ workload-mounts-secret
  - { configMapRef: { name: settings } }`),
      );
    });
  });

  describe("workload-mounts-configmap", () => {
    it("lists mounted ConfigMaps", () => {
      pod("workload-mounts-configmap", "configMap: { name: a }", 'container "app" mounts the ConfigMap "a"');
      checkNone(container("image: a\nenvFrom: [{ configMapRef: { name: a } }]"), "workload-mounts-configmap");
    });
  });

  describe("workload-mounts-pvc", () => {
    it("lists mounted claims", () => {
      pod(
        "workload-mounts-pvc",
        "persistentVolumeClaim: { claimName: data }",
        'container "app" keeps data in the claim "data"',
      );
      checkNone(container("image: a\nvolumeMounts: [{ name: data, mountPath: /a }]"), "workload-mounts-pvc");
    });
  });

  describe("cronjob-review", () => {
    it("lists CronJobs in their default profile of none", () => {
      const job = `
apiVersion: batch/v1
kind: CronJob
spec: { schedule: "@daily", jobTemplate: { spec: { template: { spec: { containers: [] } } } } }
`;
      check(
        job.replace(
          "\nspec",
          '\n#     ^^^^^^^ cronjob-review: CronJob runs again and again, at "@daily"\nspec',
        ),
      );
      check(job, { profile: "mitre", only: ["cronjob-review"] });
      checkNone(job.replace("CronJob", "Job"), "cronjob-review");
    });
  });
});

describe("accounts of workloads", () => {
  const account = (name: string, lines = "") => `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
${lines}`;

  describe("service-account-automount", () => {
    it("marks the account's name, or what it says", () => {
      check(
        account(
          "web",
          '  #     ^^^ service-account-automount: ServiceAccount "web" leaves it to each pod to refuse its token\n',
        ),
      );
      check(
        account(
          "web",
          "automountServiceAccountToken: true\n#                             ^^^^ service-account-automount\n",
        ),
      );
      checkNone(account("web", "automountServiceAccountToken: false\n"), "service-account-automount");
    });
  });

  describe("default-service-account-automount", () => {
    it("is about the account default", () => {
      check(account("default", "  #     ^^^^^^^ default-service-account-automount\n"));
      checkNone(
        account("default", "automountServiceAccountToken: false\n"),
        "default-service-account-automount",
      );
      checkNone(account("web"), "default-service-account-automount");
    });

    it("stands for service-account-automount", () => {
      check(account("default", "  #     ^^^^^^^ default-service-account-automount\n"), {
        profile: "owasp-2022",
        only: ["default-service-account-automount", "service-account-automount"],
      });
    });
  });

  describe("eks-irsa-aws-node", () => {
    it("asks for a role on that one account", () => {
      check(account("aws-node", "  #     ^^^^^^^^ eks-irsa-aws-node\n"));
      for (const other of [
        account("aws-node", "  annotations: { eks.amazonaws.com/role-arn: arn:aws:iam::1:role/a }\n"),
        account("aws-node", "  namespace: shop\n"),
        account("coredns", "  namespace: kube-system\n"),
      ])
        checkNone(other, "eks-irsa-aws-node");
    });

    it("marks the account of the plugin itself, where that stands elsewhere", () => {
      const plugin = (account: string, marker = "", name = "aws-node") => `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: ${name}, namespace: kube-system }
spec:
  selector: { matchLabels: { app: aws-node } }
  template:
    metadata: { labels: { app: aws-node } }
    spec:
      serviceAccountName: ${account}
${marker}      containers: [{ name: a, image: a }]
`;
      check(plugin("aws-node", "      #                   ^^^^^^^^ eks-irsa-aws-node\n"));
      checkNone(plugin("vpc-plugin"), "eks-irsa-aws-node");
      checkNone(plugin("aws-node", "", "web"), "eks-irsa-aws-node");
      checkNone(
        `${plugin("aws-node")}---\n${account("aws-node", "  namespace: kube-system\n  annotations: { eks.amazonaws.com/role-arn: arn:aws:iam::1:role/a }\n")}`,
        "eks-irsa-aws-node",
      );
    });
  });
});

describe("builds and pipelines", () => {
  describe("openshift-jenkins-pipeline-strategy", () => {
    it("reads the field and the type", () => {
      const build = (strategy: string, marker = "") => `
apiVersion: build.openshift.io/v1
kind: BuildConfig
metadata: { name: web }
spec:
  strategy:
    ${strategy}
${marker}`;
      check(build("jenkinsPipelineStrategy: {}", "    #@ 4-27 openshift-jenkins-pipeline-strategy\n"));
      check(
        build("type: JenkinsPipeline", "    #     ^^^^^^^^^^^^^^^ openshift-jenkins-pipeline-strategy\n"),
      );
      checkNone(
        build("sourceStrategy: { from: { kind: ImageStreamTag, name: a } }"),
        "openshift-jenkins-pipeline-strategy",
      );
    });
  });

  const run = (kind: string, lines: string) => `
apiVersion: tekton.dev/v1
kind: ${kind}
metadata:
  name: build
${lines}`;
  const told = (option: string) => ({
    ruleOptions: { "tekton-task-restrictions": { [option]: true } },
    only: ["tekton-task-restrictions"],
  });

  describe("tekton-task-restrictions", () => {
    it("knows bundles by field and by resolver", () => {
      check(
        run("TaskRun", "spec:\n  taskRef:\n  #@ 2-9 tekton-task-restrictions\n    name: a\n"),
        told("requireBundle"),
      );
      check(
        run("PipelineRun", "spec:\n  pipelineSpec: { tasks: [] }\n  #@ 2-14 tekton-task-restrictions\n"),
        told("requireBundle"),
      );
      check(run("TaskRun", "spec: { taskRef: { name: a, bundle: b } }\n"), told("requireBundle"));
      check(run("PipelineRun", "spec: { pipelineRef: { resolver: bundles } }\n"), told("requireBundle"));
    });

    it("asks for a namespace and for pipelines where told", () => {
      check(
        run("PipelineRun", "  #     ^^^^^ tekton-task-restrictions\nspec: {}\n"),
        told("requireNamespace"),
      );
      check(
        run("PipelineRun", "  namespace: default\n  #          ^^^^^^^ tekton-task-restrictions\nspec: {}\n"),
        told("requireNamespace"),
      );
      check(run("PipelineRun", "  namespace: ci\nspec: {}\n"), told("requireNamespace"));
      check(run("PipelineRun", "spec: {}\n"), told("forbidTaskRuns"));
      check(
        run("TaskRun", "spec: {}\n").replace(
          "TaskRun\n",
          "TaskRun\n#     ^^^^^^^ tekton-task-restrictions\n",
        ),
        told("forbidTaskRuns"),
      );
      checkNone(run("TaskRun", "spec: { taskRef: { name: a } }\n"), "tekton-task-restrictions");
    });
  });
});
