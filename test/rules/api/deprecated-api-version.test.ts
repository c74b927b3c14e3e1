import { check, checkFix, checkNone } from "../../harness/check";

const rule = "deprecated-api-version";

describe("deprecated-api-version", () => {
  it("marks a version that is to go", () => {
    check(
      `
apiVersion: batch/v1beta1
#           ^^^^^^^^^^^^^ deprecated-api-version: CronJob "report" uses "batch/v1beta1", deprecated since Kubernetes 1.21 in favour of "batch/v1"
kind: CronJob
metadata: { name: report }
---
apiVersion: policy/v1beta1
#           ^^^^^^^^^^^^^^ deprecated-api-version: PodSecurityPolicy "all" uses "policy/v1beta1", deprecated since Kubernetes 1.21
kind: PodSecurityPolicy
metadata: { name: all }
`,
      { minor: 22 },
    );
  });

  it("leaves the word to removed-api-version once it is gone", () => {
    check(
      `
apiVersion: batch/v1beta1
#           ^^^^^^^^^^^^^ removed-api-version
kind: CronJob
metadata: { name: report }
`,
      { only: [rule, "removed-api-version"], profile: "owasp-2022" },
    );
  });

  it("is silent before the announcement and for stable versions", () => {
    check("apiVersion: batch/v1beta1\nkind: CronJob\n", { only: [rule], minor: 20 });
    checkNone("apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\n", rule);
  });

  it("changes the version", () => {
    const claim = (version: string) =>
      `apiVersion: resource.k8s.io/${version}\nkind: DeviceClass\nmetadata:\n  name: a\n`;
    checkFix(rule, claim("v1beta2"), claim("v1"));
  });
});
