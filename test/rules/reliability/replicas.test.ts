import assert from "node:assert/strict";
import { check, checkFix, checkNone, lintWith } from "../../harness/check";

describe("single-replica", () => {
  it("marks one replica, also where one is the default", () => {
    check(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { replicas: 1 }
#                 ^ single-replica: Deployment "web" runs with a single replica
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
#@ 0-4 single-replica: StatefulSet "db" does not set replicas, which makes it 1
  serviceName: db
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { minReplicas: 1 }
#                    ^ single-replica
`);
  });

  it("is silent for two, for what is switched off, and for DaemonSets", () => {
    checkNone(
      `
apiVersion: apps/v1
kind: Deployment
spec: { replicas: 2 }
---
apiVersion: apps/v1
kind: Deployment
spec: { replicas: 0 }
---
apiVersion: apps/v1
kind: Deployment
spec: { replicas: "{{ .Values.replicas }}" }
---
apiVersion: apps/v1
kind: DaemonSet
spec: {}
`,
      "single-replica",
    );
  });

  it("asks for as many as it is told", () => {
    const two = "apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: 2\n";
    const ruleOptions = { "single-replica": { minimum: 3 } };
    check(`${two}  #         ^ single-replica: Deployment runs with 2 replicas, the least is 3\n`, {
      ruleOptions,
    });
    checkFix("single-replica", two, two.replace("2\n", "3\n"), { ruleOptions });
  });
});

describe("pod-disruption-budget-blocks-eviction", () => {
  const budget = (spec: string) => `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { ${spec}, selector: { matchLabels: { app: web } } }
`;

  it("marks budgets that never allow an eviction", () => {
    check(`${budget("maxUnavailable: 0")}\
#                       ^ pod-disruption-budget-blocks-eviction: PodDisruptionBudget "web" lets no pod be evicted: maxUnavailable is 0
---
${budget("maxUnavailable: 0%")}\
#                       ^^ pod-disruption-budget-blocks-eviction
---
${budget("minAvailable: 100%")}\
#                     ^^^^ pod-disruption-budget-blocks-eviction
---
${budget("unhealthyPodEvictionPolicy: AlwaysAllow")}\
#@ 0-4 pod-disruption-budget-blocks-eviction: PodDisruptionBudget "web" sets neither maxUnavailable nor minAvailable, so no pod can be evicted
`);
  });

  it("lets pass what allows one, since percentages are rounded up", () => {
    const rule = "pod-disruption-budget-blocks-eviction";
    checkNone(budget("maxUnavailable: 1%"), rule);
    checkNone(budget("maxUnavailable: 10"), rule);
    checkNone(budget("minAvailable: 99%"), rule);
    checkNone(budget("minAvailable: 100"), rule);
    checkNone(budget('maxUnavailable: "{{ .Values.budget }}"'), rule);
  });
});

describe("anti-affinity-missing", () => {
  const workload = (spec: string, kind = "Deployment") => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: web }
spec:
  replicas: 2
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: web, image: a }]
${spec}`;
  const term = (labels: string) =>
    `{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: ${labels} } }`;

  it("marks replicas that nothing keeps apart, or the wrong thing", () => {
    check(`${workload("").replace("    spec:\n", "    spec:\n    #@ 4-8 anti-affinity-missing\n")}`);
    check(
      `${workload(`      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector:
              #@ 14-27 anti-affinity-missing: the anti-affinity of Deployment "web" selects other pods than its own
                matchLabels: { app: api }
`)}`,
    );
    check(
      `${workload(`      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              namespaces: [other]
              #@ 14-24 anti-affinity-missing
              labelSelector: { matchLabels: { app: web } }
`)}`,
    );
    check(
      `${workload(`      affinity:
        podAntiAffinity:
        #@ 8-23 anti-affinity-missing
          requiredDuringSchedulingIgnoredDuringExecution: [${term("{ app: api }")}, ${term("{ app: db }")}]
`)}`,
    );
  });

  it("marks spread constraints that are refused", () => {
    check(
      workload(`      topologySpreadConstraints:
        - maxSkew: 0
        #          ^ anti-affinity-missing: maxSkew is not 1 or more in a spread constraint of Deployment "web"
          topologyKey: zone
          whenUnsatisfiable: Never
          #                  ^^^^^ anti-affinity-missing
`),
    );
  });

  it("is silent where replicas are kept apart, where there is one, and for DaemonSets", () => {
    const rule = "anti-affinity-missing";
    const preferred = `{ weight: 1, podAffinityTerm: ${term("{ app: web }")} }`;
    checkNone(
      workload(
        `      affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [${preferred}] } }\n`,
      ),
      rule,
    );
    checkNone(
      workload(
        "      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway }]\n",
      ),
      rule,
    );
    checkNone(
      workload(
        `      affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [${term('{ app: "{{ .Release.Name }}" }')}] } }\n`,
      ),
      rule,
    );
    checkNone(workload("").replace("replicas: 2", "replicas: 1"), rule);
    checkNone(workload("", "DaemonSet"), rule);
  });

  it("counts on more than one where the number is left to an autoscaler", () => {
    assert.equal(
      lintWith(workload("").replace("replicas: 2", "paused: false"), ["anti-affinity-missing"]).length,
      1,
    );
  });
});

describe("update-strategy", () => {
  it("marks strategies that stop the service or never update", () => {
    check(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { strategy: { type: Recreate } }
#                         ^^^^^^^^ update-strategy: Deployment "web" ends all its pods before it starts new ones
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec: { updateStrategy: { type: OnDelete } }
#                               ^^^^^^^^ update-strategy: DaemonSet "agent" updates a pod only when somebody deletes it
---
apiVersion: apps/v1
kind: Deployment
spec: { strategy: { rollingUpdate: { maxUnavailable: 100% } } }
#                                                    ^^^^ update-strategy
---
apiVersion: apps/v1
kind: Deployment
spec: { strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 0% } } }
#                                                    ^ update-strategy: Deployment may neither add nor remove a pod during an update, which the API server refuses
`);
  });

  it("is silent for steps, for no strategy, and for what is filled in", () => {
    checkNone(
      `
apiVersion: apps/v1
kind: Deployment
spec: { strategy: { type: RollingUpdate, rollingUpdate: { maxUnavailable: 0, maxSurge: 25% } } }
---
apiVersion: apps/v1
kind: Deployment
spec: {}
---
apiVersion: apps/v1
kind: Deployment
spec: { strategy: { type: "{{ .Values.strategy }}", rollingUpdate: { maxUnavailable: 0 } } }
---
apiVersion: apps/v1
kind: DaemonSet
spec: { updateStrategy: { rollingUpdate: { maxUnavailable: 1 } } }
`,
      "update-strategy",
    );
  });
});
