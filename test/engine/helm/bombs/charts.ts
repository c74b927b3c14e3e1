import { gzipSync } from "node:zlib";
import { tarOf } from "../tar";

export type ChartFiles = Record<string, string | Uint8Array>;

/** A chart that wants too much. */
export interface Bomb {
  readonly name: string;
  readonly files: () => ChartFiles;
}

const chartYaml = "apiVersion: v2\nname: bomb\nversion: 1.0.0\n";

function template(name: string, text: string, more: ChartFiles = {}): Bomb {
  return { name, files: () => ({ "Chart.yaml": chartYaml, "templates/all.yaml": text, ...more }) };
}

function chart(name: string, files: () => ChartFiles): Bomb {
  return { name, files: () => ({ "Chart.yaml": chartYaml, ...files() }) };
}

const vendored = (bytes: Uint8Array, more: ChartFiles = {}): ChartFiles => ({
  "Chart.yaml": `${chartYaml}dependencies: [{ name: sub, version: 1.0.0, repository: "" }]\n`,
  "charts/sub-1.0.0.tgz": bytes,
  "templates/all.yaml": "a: 1\n",
  ...more,
});

const nested = (open: string, close: string, depth: number, core = "") =>
  open.repeat(depth) + core + close.repeat(depth);

/** Ranges over a list of `size`, one in the other. */
const ranges = (depth: number, size: number, body: string) =>
  nested(`{{ range until ${size} }}`, "{{ end }}", depth, body);

/** YAML whose aliases double what is below them. */
const laughs = (levels: number) =>
  ["l0: &l0 [a, a, a, a, a, a, a, a]"]
    .concat(
      Array.from(
        { length: levels },
        (_, level) => `l${level + 1}: &l${level + 1} [${Array(8).fill(`*l${level}`).join(", ")}]`,
      ),
    )
    .join("\n");

export const bombs: readonly Bomb[] = [
  template(
    "a template that includes itself",
    '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
  ),
  template(
    "templates that include each other",
    '{{ define "a" }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
  ),
  template(
    "a template that calls itself",
    '{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}',
  ),
  template(
    "a template that calls itself twice",
    '{{ define "a" }}{{ include "a" . }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
  ),
  template(
    "a tree of includes",
    '{{ define "a" }}{{ if gt . 0 }}{{ include "a" (sub . 1) }}{{ include "a" (sub . 1) }}{{ end }}{{ end }}{{ include "a" 40 }}',
  ),
  template("tpl of itself", '{{ $t := `{{ tpl .t . }}` }}{{ tpl $t (dict "t" $t) }}'),
  template(
    "tpl of ever longer text",
    '{{ $t := `{{ tpl (cat .t .t) (dict "t" (cat .t .t)) }}` }}{{ tpl $t (dict "t" $t) }}',
  ),
  template("ranges in ranges", ranges(8, 100, "x")),
  template("ranges in ranges that write nothing", ranges(8, 100, "")),
  template("one long range", "{{ range until 2000000000 }}x{{ end }}"),
  template("a list of two thousand million", "{{ until 2000000000 }}"),
  template("a list by steps of one", "{{ untilStep 0 2147483647 1 | len }}"),
  template("a sequence without an end", "{{ seq 1 1 2147483647 | len }}"),
  template("a text of a thousand million", '{{ repeat 1000000000 "x" }}'),
  template("repeat of repeat", '{{ repeat 100000 (repeat 100000 "x") }}'),
  template(
    "a text that doubles",
    `{{ $a := "xxxxxxxx" }}${'{{ $a = printf "%s%s" $a $a }}'.repeat(60)}{{ $a }}`,
  ),
  template(
    "a text that doubles by cat",
    `{{ $a := "xxxxxxxx" }}${"{{ $a = cat $a $a }}".repeat(60)}{{ $a }}`,
  ),
  template(
    "a text that doubles by replace",
    `{{ $a := "xx" }}${'{{ $a = replace "x" "xxxx" $a }}'.repeat(40)}{{ $a }}`,
  ),
  template("a list that doubles", `{{ $a := list 1 2 }}${"{{ $a = concat $a $a }}".repeat(60)}{{ len $a }}`),
  template(
    "a list of a list of a list",
    `{{ $a := list 1 }}${"{{ $a = list $a $a }}".repeat(60)}{{ toJson $a }}`,
  ),
  template("a dictionary in itself", '{{ $a := dict }}{{ $_ := set $a "a" $a }}{{ toYaml $a }}'),
  template("a dictionary in itself, printed", '{{ $a := dict }}{{ $_ := set $a "a" $a }}{{ $a }}'),
  template(
    "a dictionary in itself, copied",
    '{{ $a := dict }}{{ $_ := set $a "a" $a }}{{ deepCopy $a | len }}',
  ),
  template(
    "a dictionary in itself, merged",
    '{{ $a := dict }}{{ $_ := set $a "a" $a }}{{ $b := deepCopy (dict "a" (dict)) }}{{ mergeOverwrite $b $a $a | toJson }}',
  ),
  template(
    "a dictionary in itself, compared",
    '{{ $a := dict }}{{ $_ := set $a "a" $a }}{{ $b := dict }}{{ $_ := set $b "a" $b }}{{ deepEqual $a $b }}',
  ),
  template("padding", '{{ printf "%999999999d" 1 }}'),
  template("padding by indent", '{{ indent 1000000000 "a" }}'),
  template("a wide wrap", '{{ repeat 200000 "a b " | wrap 1 | wrap 1 | nindent 1000 }}'),
  template(
    "a regular expression that backtracks",
    '{{ regexMatch "(a+)+$" (printf "%s!" (repeat 100000 "a")) }}',
  ),
  template(
    "a regular expression of repeated repeats",
    '{{ regexMatch "((((a{1,100}){1,100}){1,100}){1,100})$" "aaaa" }}',
  ),
  template(
    "a regular expression that finds everything",
    '{{ regexFindAll "a?" (repeat 1000000 "a") -1 | len }}',
  ),
  template(
    "a regular expression that grows its text",
    `{{ $a := "a" }}${'{{ $a = regexReplaceAll "a" $a "aaaa" }}'.repeat(30)}{{ $a }}`,
  ),
  template("brackets without an end", `{{ ${"(".repeat(200_000)} }}`),
  template("brackets in brackets", `{{ ${nested("(", ")", 100_000, "1")} }}`),
  template("blocks in blocks", nested("{{ if true }}", "{{ end }}", 50_000, "x")),
  template("JSON in JSON", `{{ fromJson (printf "%s%s" (repeat 200000 "[") (repeat 200000 "]")) }}`),
  template("YAML that multiplies itself", `{{ $x := fromYaml .Values.bomb }}{{ toYaml $x | len }}`, {
    "values.yaml": `bomb: |\n${laughs(12).replace(/^/gm, "  ")}\n`,
  }),
  template("values that multiply themselves", "{{ toYaml .Values | len }}", {
    "values.yaml": `${laughs(12)}\n`,
  }),
  template("values in values", "{{ toYaml .Values | len }}", {
    "values.yaml": `a: ${nested("{a: ", "}", 20_000, "1")}\n`,
  }),
  template("a schema that refers to itself", "a: 1", {
    "values.yaml": "a: 1\n",
    "values.schema.json":
      '{"$ref": "#/definitions/a", "definitions": {"a": {"$ref": "#/definitions/b"}, "b": {"$ref": "#/definitions/a"}}}',
  }),
  template("a schema that asks everything of everything", "a: 1", {
    "values.yaml": `a: ${nested("{a: ", "}", 25, "1")}\n`,
    "values.schema.json": `{"definitions": {"a": {"anyOf": [{"properties": {"a": {"$ref": "#/definitions/a"}}, "required": ["b"]}, {"properties": {"a": {"$ref": "#/definitions/a"}}, "required": ["c"]}]}}, "$ref": "#/definitions/a"}`,
  }),
  template("a schema with a pattern that backtracks", "a: 1", {
    "values.yaml": `a: ${"a".repeat(40)}!\n`,
    "values.schema.json": '{"properties": {"a": {"type": "string", "pattern": "^(a+)+$"}}}',
  }),
  template("a schema that refers to a device", "a: 1", {
    "values.yaml": "a: 1\n",
    "values.schema.json": '{"$ref": "file:///dev/zero"}',
  }),
  template("a schema of 20,000 references", "a: 1", {
    "values.yaml": "a: 1\n",
    "values.schema.json": JSON.stringify({
      $ref: "#/definitions/d0",
      definitions: Object.fromEntries(
        Array.from({ length: 20_000 }, (_, index) => [`d${index}`, { $ref: `#/definitions/d${index + 1}` }]),
      ),
    }),
  }),
  template(
    "passwords without an end",
    '{{ range until 1000000 }}{{ htpasswd "a" "b" }}{{ bcrypt "a" }}{{ end }}',
  ),
  template(
    "derived passwords without an end",
    '{{ range until 1000000 }}{{ derivePassword 1 "long" "a" "b" "c" }}{{ end }}',
  ),
  template(
    "keys without an end",
    '{{ range until 1000000 }}{{ genPrivateKey "rsa" }}{{ genCA "a" 1 }}{{ end }}',
  ),
  template("quotes of quotes", `{{ $a := "\\"" }}${"{{ $a = quote $a }}".repeat(60)}{{ $a }}`),
  template("JSON of JSON", `{{ $a := "\\"" }}${"{{ $a = toJson $a }}".repeat(60)}{{ $a }}`),
  template("escapes of escapes", `{{ $a := "&'<" }}${"{{ $a = html $a | js }}".repeat(30)}{{ $a }}`),
  template("TOML of TOML", `{{ $a := "\\"" }}${'{{ $a = toToml (dict "a" $a) }}'.repeat(60)}{{ $a }}`),
  template("base64 of base64", `{{ $a := "aaaa" }}${"{{ $a = b64enc $a }}".repeat(100)}{{ $a }}`),
  template(
    "a text split at each character",
    '{{ repeat 4000000 "a," | splitList "," | sortAlpha | uniq | len }}',
  ),
  template(
    "a list with each item without the others",
    "{{ $l := until 100000 }}{{ range $l }}{{ without $l . | len }}{{ end }}",
  ),
  template(
    "checksums of long texts",
    '{{ $a := repeat 900000 "a" }}{{ range until 100000 }}{{ sha256sum $a }}{{ end }}',
  ),
  chart("a folder of charts in charts", () => {
    const files: ChartFiles = { "templates/all.yaml": "a: 1\n" };
    for (let depth = 1; depth < 200; depth++)
      files[`${"charts/a/".repeat(depth)}Chart.yaml`] = `apiVersion: v2\nname: a\nversion: 1.0.0\n`;
    return files;
  }),
  {
    name: "an archive of zeros",
    files: () =>
      vendored(
        gzipSync(Buffer.concat([tarHeader("sub/values.yaml", 400 << 20), Buffer.alloc(100 << 20)]), {
          level: 9,
        }),
      ),
  },
  {
    name: "an archive that lies about its sizes",
    files: () => vendored(gzipSync(tarHeader("sub/Chart.yaml", 2 ** 32))),
  },
  {
    name: "an archive of very many files",
    files: () =>
      vendored(
        tarOf(
          Object.fromEntries(
            Array.from({ length: 20_000 }, (_, index) => [`sub/templates/${index}.yaml`, "a: 1\n"]),
          ),
        ),
      ),
  },
  {
    name: "an archive that leads out of its chart",
    files: () => vendored(tarOf({ "sub/../../../etc/passwd": "x", "sub/Chart.yaml": "name: sub\n" })),
  },
  {
    name: "archives in archives",
    files: () => {
      let bytes: Uint8Array = tarOf({ "sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n" });
      for (let depth = 0; depth < 60; depth++)
        bytes = tarOf({
          "sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
          "sub/charts/sub-1.0.0.tgz": bytes,
        });
      return vendored(bytes);
    },
  },
  { name: "an archive that is none", files: () => vendored(Buffer.alloc(1 << 20, 0x1f)) },
];

function tarHeader(name: string, size: number): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.write("0000644\0", 100);
  block.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  block.write("0", 156);
  block.write("ustar\0", 257);
  return block;
}
