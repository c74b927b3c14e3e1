import assert from "node:assert/strict";
import type { Finding } from "../../engine/finding";
import { loadChart } from "../../engine/helm/chart/load";
import { Origins } from "../../engine/helm/origin";
import type { Linter } from "../../engine/linter";
import { UnreadHardening } from "../../workspace/charts/unreadHardening";
import { ValuesDocuments } from "../../workspace/charts/valuesDocuments";

const template = `kind: Pod
apiVersion: v1
metadata: { name: web }
spec:
  containers:
    - name: web
      image: {{ .Values.image }}
      {{- with .Values.securityContext }}
      securityContext: {{- toYaml . | nindent 8 }}
      {{- end }}
`;

/** Lints a text as the values file of a chart: of one that reads `securityContext` unless other templates are given. */
export function lintValues(
  text: string,
  linter: Linter,
  files: Readonly<Record<string, string>> = { "templates/web.yaml": template },
): Finding[] {
  const all = { "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n", "values.yaml": text, ...files };
  const { chart } = loadChart(new Map(Object.entries(all)), { origins: new Origins() });
  assert.ok(chart, "the chart cannot be loaded");
  const values: [string, string][] = [["values.yaml", text]];
  return new UnreadHardening().in(chart, values, linter, new ValuesDocuments()).map(({ finding }) => finding);
}
