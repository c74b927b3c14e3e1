import { deepStrictEqual, match, ok, strictEqual } from "node:assert";
import { defaultConfig } from "../../engine/config";
import type { Finding } from "../../engine/finding";
import { createLinter } from "../../engine/linter";
import { LineIndex } from "../../engine/yaml/lines";
import { rules } from "../../rules";
import { scanChart } from "../../workspace/charts/scanChart";
import { scanFiles } from "../../workspace/scanFiles";
import { memoryFileSystem } from "../harness/memoryFileSystem";

const chart = {
  "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "values.yaml": `hostNetwork: true
securityContext:
  privileged: true
extra: {enabled: false}
`,
  "templates/_helpers.tpl": `{{- define "context" }}
{{- toYaml .Values.securityContext }}
{{- end }}`,
  "templates/web.yaml": `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  {{- if .Values.hostNetwork }}
  hostNetwork: true
  {{- end }}
  containers:
  - name: web
    image: nginx:1.29.0
    securityContext:
      {{- include "context" . | nindent 6 }}
  {{- if .Values.extra.enabled }}
  - name: extra
    image: nginx:1.29.0
    securityContext: {privileged: true}
  {{- end }}
`,
};

interface Seen {
  findings: string[];
  statuses: Record<string, string>;
}

async function scan(
  files: Record<string, string>,
  profile: "recommended" | "restricted" = "recommended",
  only?: readonly string[],
): Promise<Seen> {
  const fileSystem = memoryFileSystem(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`/w/${name}`, text])),
  );
  const chosen = only ? rules.filter(({ id }) => only.includes(id)) : rules;
  const linter = createLinter({ rules: chosen, config: { ...defaultConfig, profile } });
  const findings: string[] = [];
  const statuses: Record<string, string> = {};
  const shown = (path: string, text: string, { rule, span, environments, related }: Finding): string => {
    const { line } = new LineIndex(text).position(span.start);
    const places = related.map(({ file, span: at }) => {
      const other = files[(file ?? "").slice(3)] ?? "";
      return `${file?.slice(3)}:${new LineIndex(other).position(at.start).line + 1}`;
    });
    const first = text.slice(span.start, span.end).split("\n")[0];
    return [rule, `${path.slice(3)}:${line + 1}`, first, environments?.join("+"), ...places].join(" ");
  };
  await scanFiles(
    {
      fileSystem,
      linter,
      roots: ["/w"],
      base: "/w",
      chartScanner: async () => scanChart,
      onChart: ({ path, text, findings: found }) => {
        const all = found.map((finding) => shown(path, text, finding));
        return () => void findings.push(...all);
      },
    },
    ({ path, text, result }) => {
      const { status } = result;
      statuses[path.slice(3)] = status.kind === "checked" ? "checked" : `${status.kind}: ${status.reason}`;
      findings.push(...result.findings.map((finding) => shown(path, text, finding)));
    },
  );
  return { findings: findings.sort(), statuses };
}

describe("a chart in the workspace", () => {
  it("is rendered, and what is found is placed on the values key that decides, otherwise on the template", async () => {
    const { findings, statuses } = await scan(chart);
    deepStrictEqual(findings, [
      "host-network values.yaml:1 true values.yaml templates/web.yaml:7",
      "privileged-container values.yaml:3 true values.yaml templates/_helpers.tpl:2",
    ]);
    deepStrictEqual(statuses, {
      "Chart.yaml": "skipped: no Kubernetes resource",
      "templates/web.yaml": "checked",
      "values.yaml": "checked",
    });
  });

  it("is rendered with each of its values files, and a finding names those it holds with", async () => {
    const { findings, statuses } = await scan({
      ...chart,
      "values-prod.yaml": "securityContext: {privileged: false}\n",
      "ci/extra-values.yaml": "hostNetwork: false\nextra: {enabled: true}\n",
    });
    deepStrictEqual(findings, [
      "host-network values.yaml:1 true values.yaml+values-prod.yaml templates/web.yaml:7",
      "privileged-container templates/web.yaml:17 true ci/extra-values.yaml",
      "privileged-container values.yaml:3 true values.yaml+ci/extra-values.yaml templates/_helpers.tpl:2",
    ]);
    strictEqual(statuses["values-prod.yaml"], "checked");
  });

  it("has what is missing reported on the mapping of values that the field belongs in", async () => {
    const { findings } = await scan(chart, "restricted", ["run-as-non-root"]);
    deepStrictEqual(findings, [
      "run-as-non-root values.yaml:2 securityContext values.yaml templates/web.yaml:10",
    ]);
  });

  it("has what its dependencies do reported where it can set it", async () => {
    const { findings, statuses } = await scan({
      "Chart.yaml": chart["Chart.yaml"],
      "values.yaml": "below:\n  other: 1\n",
      "charts/below/Chart.yaml": "name: below\nversion: 1.0.0\n",
      "charts/below/values.yaml": "hostNetwork: true\n",
      "charts/below/templates/a.yaml": chart["templates/web.yaml"]
        .replace(/ {4}securityContext:[\s\S]*$/, "")
        .replace("web", "{{ .Release.Name }}"),
    });
    deepStrictEqual(findings, ["host-network values.yaml:1 below values.yaml"]);
    strictEqual(statuses["charts/below/templates/a.yaml"], "checked");
  });

  it("uses a chart beside it, and one with file://", async () => {
    const library = {
      "lib/Chart.yaml": "name: lib\nversion: 1.2.0\ntype: library\n",
      "lib/templates/_a.tpl": `{{ define "lib.network" }}hostNetwork: true{{ end }}`,
    };
    for (const repository of ["https://example.org", "file://../lib"]) {
      const { findings } = await scan({
        ...library,
        "app/Chart.yaml": `name: app\nversion: 1.0.0\ndependencies: [{name: lib, version: 1.x, repository: "${repository}"}]\n`,
        "app/templates/a.yaml": `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  {{ include "lib.network" . }}\n  containers: [{name: a, image: "a:1"}]\n`,
      });
      deepStrictEqual(
        findings.filter((finding) => finding.startsWith("host-network")),
        ["host-network lib/templates/_a.tpl:1 true values.yaml"],
      );
    }
  });

  it("reads nothing outside of what was opened", async () => {
    for (const repository of ["file://../../outside", "file:///outside", "file://../../../outside"]) {
      const read: string[] = [];
      const files = {
        "/w/app/Chart.yaml": `name: app\nversion: 1.0.0\ndependencies: [{name: outside, version: 1.x, repository: "${repository}"}]\n`,
        "/outside/Chart.yaml": "name: outside\nversion: 1.0.0\n",
      };
      const fileSystem = memoryFileSystem(files);
      const watched = {
        ...fileSystem,
        readFile: (path: string) => {
          read.push(path);
          return fileSystem.readFile(path);
        },
      };
      const linter = createLinter({ rules, config: defaultConfig });
      await scanFiles(
        {
          fileSystem: watched,
          linter,
          roots: ["/w"],
          base: "/w",
          chartScanner: async () => scanChart,
          onChart: () => () => undefined,
        },
        () => undefined,
      );
      ok(read.includes("/w/app/Chart.yaml"));
      deepStrictEqual(
        read.filter((path) => !path.startsWith("/w/")),
        [],
      );
    }
  });

  it("that cannot be rendered is looked at as far as it goes, says so, and has nothing missing", async () => {
    const broken = {
      ...chart,
      "Chart.yaml": `${chart["Chart.yaml"]}dependencies:\n- {name: absent, version: 1.x, repository: https://example.org}\n`,
    };
    const { findings, statuses } = await scan(broken, "restricted", ["host-network", "run-as-non-root"]);
    deepStrictEqual(findings, ["host-network values.yaml:1 true values.yaml templates/web.yaml:7"]);
    match(statuses["templates/web.yaml"] ?? "", /^partly: the chart cannot be rendered: .*absent/);
    const failing = {
      ...chart,
      "templates/fail.yaml": `{{ fail "never" }}`,
      "templates/wrong.yaml": `{{ .Values.a.b.c }}`,
    };
    const second = await scan(failing);
    ok(second.findings.some((finding) => finding.startsWith("privileged-container values.yaml:3")));
    match(
      second.statuses["templates/web.yaml"] ?? "",
      /cannot be rendered: .*web\/templates\/(?:fail|wrong)\.yaml:1/,
    );
    ok(!second.statuses["templates/web.yaml"]?.includes("never"));
  });

  it("does not say that a chart is none because its values are wrong", async () => {
    const { statuses } = await scan({ ...chart, "values.yaml": "a: [1\n" });
    match(statuses["Chart.yaml"] ?? "", /cannot be loaded/);
  });
});
