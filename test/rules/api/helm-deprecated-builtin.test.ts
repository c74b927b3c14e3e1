import { check, checkFix, checkNone } from "../../harness/check";

const map = (value: string) => `apiVersion: v1
kind: ConfigMap
metadata: { name: cluster }
data:
  version: ${value}
`;

describe("helm-deprecated-builtin", () => {
  it("marks the value whose action asks for it", () => {
    check(
      `${map('"{{ .Capabilities.KubeVersion.GitVersion }}"')}  #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ helm-deprecated-builtin: a template asks for .Capabilities.KubeVersion.GitVersion, which Helm 3 deprecates\n`,
    );
  });

  it("is silent for its successor, for values of the chart, and for texts outside of actions", () => {
    checkNone(map('"{{ .Capabilities.KubeVersion.Version }}"'), "helm-deprecated-builtin");
    checkNone(map('"{{ .Values.KubeVersion.GitVersion }}"'), "helm-deprecated-builtin");
    checkNone(map('"{{ .Capabilities.KubeVersion.GitVersionName }}"'), "helm-deprecated-builtin");
    checkNone(map("say .Capabilities.KubeVersion.GitVersion {{ .Values.a }}"), "helm-deprecated-builtin");
  });

  it("puts the successor in and leaves the rest", () => {
    checkFix(
      "helm-deprecated-builtin",
      map('"v-{{ trimPrefix `v` $.Capabilities.KubeVersion.GitVersion }}-{{.Values.a}}" # cluster'),
      map('"v-{{ trimPrefix `v` $.Capabilities.KubeVersion.Version }}-{{.Values.a}}" # cluster'),
    );
  });
});
