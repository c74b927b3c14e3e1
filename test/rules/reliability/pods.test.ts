import { check, checkFix, checkNone } from "../../harness/check";

const pod = (spec: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { ${spec}containers: [{ name: web, image: a }] }
`;

describe("priority-class", () => {
  it("marks a pod without one", () => {
    check(`${pod("")}#@ 0-4 priority-class: Pod "web" names no priority class\n`);
    checkNone(pod("priorityClassName: anything, "), "priority-class");
    checkNone(pod('priorityClassName: "{{ .Values.priority }}", '), "priority-class");
  });

  it("marks one that is not on the list it is told", () => {
    const ruleOptions = { "priority-class": { allowed: ["team-*", "system-cluster-critical"] } };
    check(
      `${pod("priorityClassName: high, ")}\
#                          ^^^^ priority-class: Pod "web" names the priority class "high", which is not among the allowed ones
`,
      { ruleOptions },
    );
    check(pod("priorityClassName: team-high, "), { only: ["priority-class"], ruleOptions });
  });
});

describe("restart-policy", () => {
  const job = (policy: string) => `apiVersion: batch/v1
kind: Job
metadata: { name: a }
spec:
  template:
    spec: { ${policy}containers: [{ name: a, image: a }] }
`;

  it("marks a policy that the kind does not accept", () => {
    check(`${job("restartPolicy: Always, ")}\
    #                      ^^^^^^ restart-policy: Job "a" has the restart policy "Always", only OnFailure and Never are accepted
---
${job("")}\
    #@ 4-8 restart-policy: Job "a" sets no restart policy, and the default Always is refused for Jobs
---
${pod("restartPolicy: Once, ")}\
#                      ^^^^ restart-policy: "Once" is no restart policy
---
apiVersion: apps/v1
kind: Deployment
spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: a }] } } }
#                                          ^^^^^ restart-policy
`);
  });

  it("is silent for what the kind accepts", () => {
    const rule = "restart-policy";
    checkNone(job("restartPolicy: Never, "), rule);
    checkNone(pod("restartPolicy: Never, "), rule);
    checkNone(pod(""), rule);
    checkNone(
      "apiVersion: apps/v1\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: a, image: a }] } } }\n",
      rule,
    );
  });

  it("sets one that is accepted", () => {
    checkFix("restart-policy", job("restartPolicy: Always, "), job("restartPolicy: OnFailure, "));
  });
});

describe("dns-config", () => {
  it("marks pods that ask every search domain for outside names", () => {
    check(`${pod("")}#@ 0-4 dns-config\n`);
    check(`${pod('dnsConfig: { options: [{ name: ndots, value: "5" }] }, ')}\
#                                                    ^^^ dns-config: Pod "web" sets ndots to 5, so names with fewer dots are looked up in every search domain first
`);
  });

  it("is silent where ndots is low, and where the resolver of the node is used", () => {
    const rule = "dns-config";
    checkNone(
      pod('dnsConfig: { options: [{ name: timeout, value: "9" }, { name: ndots, value: "2" }] }, '),
      rule,
    );
    checkNone(pod("dnsPolicy: Default, "), rule);
    checkNone(pod("hostNetwork: true, "), rule);
    check(`${pod("hostNetwork: true, dnsPolicy: ClusterFirstWithHostNet, ")}#@ 0-4 dns-config\n`);
  });
});

describe("naked-pod", () => {
  it("marks a pod that nothing looks after", () => {
    check(`${pod("").replace("kind: Pod\n", "kind: Pod\n#     ^^^ naked-pod\n")}`);
  });

  it("is silent for pods that somebody looks after, and for tests of a chart", () => {
    const rule = "naked-pod";
    checkNone(pod("").replace("name: web", "ownerReferences: [{ kind: ReplicaSet, name: a }]"), rule);
    checkNone(pod("").replace("name: web", 'annotations: { "helm.sh/hook": test }'), rule);
    checkNone(pod("").replace("name: web", "labels: { tier: control-plane }"), rule);
    checkNone("apiVersion: v1\nkind: Pod\n".replace("Pod", "Service"), rule);
  });
});
