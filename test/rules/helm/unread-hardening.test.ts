import assert from "node:assert/strict";
import { defaultConfig } from "../../../engine/config";
import { createLinter } from "../../../engine/linter";
import { formatMessage } from "../../../engine/message";
import { rules } from "../../../rules";
import { check, checkNone } from "../../harness/check";
import { lintValues } from "../../harness/lintValues";

const id = "unread-hardening";

/** What is said of values, with these files in the chart. */
function said(values: string, files: Record<string, string>): string[] {
  const linter = createLinter({ rules: rules.filter((rule) => rule.id === id), config: defaultConfig });
  return lintValues(values, linter, files).map(({ message }) => formatMessage(message));
}

describe(id, () => {
  it("marks hardening below a key that no template reads, once for the group", () => {
    check(`image: nginx
web:
  podSecurityContext:
#@ 2-20 ${id}
    runAsNonRoot: true
    fsGroup: 1000
readOnlyRootFilesystem: true
#@ 0-22 ${id}
`);
  });

  it("names what the templates read in its place", () => {
    assert.deepEqual(
      said("web:\n  containerSecurityContext: {runAsNonRoot: true}\n", {
        "templates/web.yaml": "{{ toYaml .Values.web.securityContext }}{{ .Values.web.image }}",
      }),
      [
        '"web.containerSecurityContext" hardens nothing: no template of the chart reads it, but "web.securityContext"',
      ],
    );
  });

  it("looks into a group that is read key by key", () => {
    assert.deepEqual(
      said("securityContext:\n  enabled: true\n  runAsUser: 1000\n  runAsNonRoot: true\n", {
        "templates/web.yaml":
          "{{ if .Values.securityContext.enabled }}{{ .Values.securityContext.runAsUser }}{{ end }}",
      }),
      [
        '"securityContext.runAsNonRoot" hardens nothing: no template of the chart reads it, but "securityContext.runAsUser"',
      ],
    );
  });

  it("takes as read what is handed on as a whole, in branches that are not taken, helpers and files as well", () => {
    const values = "web:\n  securityContext: {runAsNonRoot: true}\n";
    for (const text of [
      "{{ toYaml .Values }}",
      "{{ $all := .Values }}",
      '{{ include "pod" .Values.web }}',
      "{{ range .Values.web }}{{ end }}",
      "{{ if false }}{{ $.Values.web.securityContext }}{{ end }}",
      '{{ index .Values "web" "securityContext" }}',
      '{{ index .Values .Chart.Name "securityContext" }}',
      '{{ get .Values "web" | toYaml }}',
    ]) {
      assert.deepEqual(said(values, { "templates/web.yaml": text }), [], text);
      assert.deepEqual(
        said(values, { "templates/_helpers.tpl": `{{ define "a" }}${text}{{ end }}` }),
        [],
        text,
      );
    }
    assert.deepEqual(said(values, { "files/pod.yaml": "{{ .Values.web.securityContext }}" }), []);
    assert.deepEqual(
      said(`${values}extra: "{{ toYaml .Values.web }}"\n`, {
        "templates/a.yaml": "{{ tpl .Values.extra . }}",
      }),
      [],
    );
    assert.equal(said(values, { "templates/web.yaml": '{{ index .Values "other" }}' }).length, 1);
  });

  it("knows what a dependency reads of the values below its name", () => {
    const files = {
      "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
      "charts/db/templates/db.yaml":
        "{{ toYaml .Values.primary.securityContext }}{{ .Values.global.securityContext }}",
    };
    const harden = (key: string) => `db:\n  ${key}:\n    securityContext: {runAsNonRoot: true}\n`;
    assert.deepEqual(said(harden("primary"), files), []);
    assert.deepEqual(said(harden("master"), files), [
      '"db.master.securityContext" hardens nothing: no template of the chart reads it',
    ]);
    assert.deepEqual(said("global:\n  securityContext: {runAsNonRoot: true}\n", files), []);
  });

  it("says nothing of groups that are left for the user to fill in, and of other settings", () => {
    checkNone(
      "podSecurityContext: {}\nrunAsUser:\nreplicas: 2\nnodeSelector: {disk: ssd}\nlist: [{runAsUser: 1}]\n",
      id,
    );
  });
});
