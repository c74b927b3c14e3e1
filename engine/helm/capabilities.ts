import { defaultApiVersions } from "./data/apiVersions";
import { GoList, GoMap, GoObject, int, type Method, type Value } from "./value";

/** The version that charts see in `.Capabilities.HelmVersion`. */
const helmVersion = "v3.22";

/** `.Release` of a first installation, as `helm template` has it. */
export function releaseOf({ name, namespace }: { readonly name: string; readonly namespace: string }): GoMap {
  return new GoMap(
    new Map<string, Value>([
      ["Name", name],
      ["Namespace", namespace],
      ["IsUpgrade", false],
      ["IsInstall", true],
      ["Revision", int(1)],
      ["Service", "Helm"],
    ]),
  );
}

export interface Cluster {
  /** `1.37` or `v1.37.0`. */
  readonly kubeVersion: string;
  /** API versions, and kinds (`apps/v1/Deployment`), beyond the usual ones. */
  readonly apiVersions?: readonly string[];
}

/** `.Capabilities`, as helm's `pkg/chartutil/capabilities.go` (v3.22) has it without a cluster. */
export function capabilitiesOf({ kubeVersion, apiVersions = [] }: Cluster): GoObject {
  return new GoObject(
    "*chartutil.Capabilities",
    new Map<string, Value>([
      ["KubeVersion", kubeVersionOf(kubeVersion)],
      ["APIVersions", new GoList([...defaultApiVersions, ...apiVersions], "chartutil.VersionSet")],
      ["HelmVersion", buildInfo()],
    ]),
  );
}

/** `--kube-version` as helm reads it: a `v` is optional, and so is the patch. */
function kubeVersionOf(text: string): GoObject {
  const [, major = "1", minor = "0", patch = "0", rest = ""] =
    /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?([-+].*)?/.exec(text) ?? [];
  const version = `v${major}.${minor}.${patch}${rest}`;
  const give: Method = { parameters: [], call: () => version };
  return new GoObject(
    "chartutil.KubeVersion",
    new Map<string, Value>([
      ["Version", version],
      ["Major", major],
      ["Minor", minor],
    ]),
    new Map([
      ["String", give],
      ["GitVersion", give],
    ]),
  );
}

function buildInfo(): GoObject {
  return new GoObject(
    "version.BuildInfo",
    new Map<string, Value>([
      ["Version", helmVersion],
      ["GitCommit", ""],
      ["GitTreeState", ""],
      ["GoVersion", "go1.26"],
    ]),
  );
}
