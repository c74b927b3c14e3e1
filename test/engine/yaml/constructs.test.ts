import assert from "node:assert/strict";
import type { YamlProblemCode } from "../../../engine/yaml/node";
import { documentsOf, type Json, toJson } from "../../harness/toJson";

interface Construct {
  readonly they: string;
  readonly yaml: string;
  /** What kubectl sends to the server (apimachinery v0.36, sigs.k8s.io/yaml v1.6); what is still read if it refuses. */
  readonly json: readonly Json[];
  /** kubectl refuses the file. */
  readonly refused?: readonly YamlProblemCode[];
  /** kubectl accepts the file, but not all that stands there. */
  readonly problems?: readonly YamlProblemCode[];
}

const constructs: Readonly<Record<string, readonly Construct[]>> = {
  merges: [
    {
      they: "merge a mapping",
      yaml: "base: &b { x: 1, y: 2 }\nuse:\n  <<: *b\n  z: 3\n",
      json: [{ base: { true: 2, x: 1 }, use: { true: 2, x: 1, z: 3 } }],
    },
    {
      they: "keep a key that stands behind the merge",
      yaml: "base: &b { x: 1 }\nuse:\n  <<: *b\n  x: 2\n",
      json: [{ base: { x: 1 }, use: { x: 2 } }],
    },
    {
      they: "override a key that stands before the merge",
      yaml: "base: &b { x: 1 }\nuse:\n  x: 2\n  <<: *b\n",
      json: [{ base: { x: 1 }, use: { x: 1 } }],
    },
    {
      they: "take two merges in one mapping",
      yaml: "a: &a { x: 1, y: 1 }\nb: &b { x: 2 }\nuse:\n  <<: *a\n  <<: *b\n",
      json: [{ a: { true: 1, x: 1 }, b: { x: 2 }, use: { true: 1, x: 2 } }],
    },
    {
      they: "let the first of a sequence win",
      yaml: "a: &a { x: 1 }\nb: &b { x: 2, y: 2 }\nuse:\n  <<: [*a, *b]\n",
      json: [{ a: { x: 1 }, b: { true: 2, x: 2 }, use: { true: 2, x: 1 } }],
    },
    {
      they: "take a mapping that is written in place",
      yaml: "use:\n  <<: { x: 1 }\n  y: 2\n",
      json: [{ use: { true: 2, x: 1 } }],
    },
    {
      they: "take a sequence with mappings written in place",
      yaml: "use:\n  <<: [{ x: 1 }, { x: 2, y: 3 }]\n",
      json: [{ use: { true: 3, x: 1 } }],
    },
    {
      they: "follow merges of merges",
      yaml: "a: &a { x: 1 }\nb: &b { <<: *a, y: 2 }\nc: { <<: *b, z: 3 }\n",
      json: [{ a: { x: 1 }, b: { true: 2, x: 1 }, c: { true: 2, x: 1, z: 3 } }],
    },
    { they: "leave a quoted key alone", yaml: '"<<": { x: 1 }\n', json: [{ "<<": { x: 1 } }] },
    { they: "take a tagged key", yaml: "!!merge <<: { x: 1 }\n", json: [{ x: 1 }] },
    { they: "refuse a scalar", yaml: "use:\n  <<: web\n", refused: ["bad-merge"], json: [{ use: {} }] },
    { they: "refuse null", yaml: "use:\n  <<: null\n", refused: ["bad-merge"], json: [{ use: {} }] },
    { they: "refuse nothing", yaml: "use:\n  <<:\n", refused: ["bad-merge"], json: [{ use: {} }] },
    {
      they: "refuse an alias of a sequence",
      yaml: "s: &s [{ x: 1 }]\nuse:\n  <<: *s\n",
      refused: ["bad-merge"],
      json: [{ s: [{ x: 1 }], use: { x: 1 } }],
    },
    {
      they: "refuse a sequence of scalars",
      yaml: "use:\n  <<: [1]\n",
      refused: ["bad-merge"],
      json: [{ use: {} }],
    },
  ],
  "anchors and aliases": [
    { they: "repeat a scalar", yaml: "a: &x yes\nb: *x\n", json: [{ a: true, b: true }] },
    { they: "repeat a mapping", yaml: "a: &x { k: [1] }\nb: *x\n", json: [{ a: { k: [1] }, b: { k: [1] } }] },
    {
      they: "take the latest anchor of a name",
      yaml: "a: &x 1\nb: *x\nc: &x 2\nd: *x\n",
      json: [{ a: 1, b: 1, c: 2, d: 2 }],
    },
    { they: "stand for a key", yaml: "a: &x name\n*x : 1\n", json: [{ a: "name", name: 1 }] },
    { they: "anchor a key", yaml: "&x name: 1\nb: *x\n", json: [{ b: "name", name: 1 }] },
    { they: "anchor nothing", yaml: "a: &x\nb: *x\n", json: [{ a: null, b: null }] },
    {
      they: "stand in flow style",
      yaml: "a: &x 1\nb: [*x, { c: *x }]\n",
      json: [{ a: 1, b: [1, { c: 1 }] }],
    },
    { they: "need not be used", yaml: "a: &x 1\n", json: [{ a: 1 }] },
    { they: "must be known", yaml: "a: *x\n", refused: ["unknown-anchor"], json: [{ a: null }] },
    {
      they: "must not come before the anchor",
      yaml: "a: *x\nb: &x 1\n",
      refused: ["unknown-anchor"],
      json: [{ a: null, b: 1 }],
    },
    {
      they: "must not contain themselves",
      yaml: "a: &x [*x]\n",
      refused: ["contains-itself"],
      json: [{ a: [null] }],
    },
    {
      they: "must not contain themselves in a mapping",
      yaml: "a: &x\n  b: *x\n",
      refused: ["contains-itself"],
      json: [{ a: { b: null } }],
    },
    {
      they: "carry no anchor or tag of their own",
      yaml: "a: &x 1\nb: &y *x\n",
      refused: ["unexpected-token"],
      json: [{ a: 1, b: 1 }],
    },
  ],
  keys: [
    { they: "last of two equal ones wins", yaml: "a: 1\na: 2\n", json: [{ a: 2 }] },
    {
      they: "are strings whatever they look like",
      yaml: "yes: 1\n010: 2\n1.50: 3\n1e6: 4\n0.00001: 5\n1.23456789: 6\n-0: 7\n",
      json: [{ "0": 7, "8": 2, "1.2345679": 6, "1.5": 3, "1e+06": 4, "1e-05": 5, true: 1 }],
    },
    { they: "may be quoted", yaml: "\"a\": 1\n'b': 2\n", json: [{ a: 1, b: 2 }] },
    { they: "may be escaped", yaml: '"pri\\x76ileged": 1\n"\\u0061": 2\n', json: [{ a: 2, privileged: 1 }] },
    { they: "may be explicit", yaml: "? a\n: 1\n? b\n", json: [{ a: 1, b: null }] },
    { they: "may be explicit over lines", yaml: "? |\n  a\n: 1\n", json: [{ "a\n": 1 }] },
    { they: "may have a blank before the colon", yaml: 'a : 1\n"b" : 2\n', json: [{ a: 1, b: 2 }] },
    {
      they: "may hold colons and spaces",
      yaml: "a:b c: 1\nhttp://x: 2\n",
      json: [{ "a:b c": 1, "http://x": 2 }],
    },
    { they: "may be empty strings", yaml: '"": 1\n', json: [{ "": 1 }] },
    { they: "may be tagged", yaml: "!!str yes: 1\n!!binary YQ==: 2\n", json: [{ a: 2, yes: 1 }] },
    { they: "are not null", yaml: "~: 1\n", refused: ["bad-key"], json: [{ "~": 1 }] },
    { they: "are not missing", yaml: ": 1\n", refused: ["bad-key"], json: [{}] },
    { they: "are not mappings", yaml: "{ a: 1 }: 2\n", refused: ["bad-key"], json: [{ "": 2 }] },
    { they: "are not sequences", yaml: "[a]: 2\n", refused: ["bad-key"], json: [{ "": 2 }] },
    { they: "do not run over lines", yaml: "a\nb: 1\n", refused: ["missing-colon"], json: [{ b: 1 }] },
    {
      they: "do not run over lines in quotes",
      yaml: '"a\n  b": 1\n',
      refused: ["unexpected-token"],
      json: [{ "a b": 1 }],
    },
    {
      they: "are not longer than 1024 characters",
      yaml: `${"k".repeat(1025)}: 1\n`,
      refused: ["bad-key"],
      json: [
        {
          kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk: 1,
        },
      ],
    },
    { they: "may have 1024 characters", yaml: `${"k".repeat(1020)}: 1\n`, json: [{ ["k".repeat(1020)]: 1 }] },
    {
      they: "like __proto__ are keys",
      yaml: "__proto__: 1\nconstructor: 2\n",
      json: [{ ["__proto__"]: 1, constructor: 2 }],
    },
  ],
  "flow style": [
    { they: "nests", yaml: "a: { b: [1, { c: 2 }], d: {} }\n", json: [{ a: { b: [1, { c: 2 }], d: {} } }] },
    { they: "may end with a comma", yaml: "a: [1, 2,]\nb: { c: 1, }\n", json: [{ a: [1, 2], b: { c: 1 } }] },
    {
      they: "needs no indentation",
      yaml: "a: [\nb,\nc\n]\nd: {\ne: 1\n}\n",
      json: [{ a: ["b", "c"], d: { e: 1 } }],
    },
    { they: "may hold tabs", yaml: "a: {\n\tb: 1,\n\tc: 2\n}\n", json: [{ a: { b: 1, c: 2 } }] },
    { they: "may hold comments", yaml: 'a: [ # one\n  1, # two [ "\n  2\n]\n', json: [{ a: [1, 2] }] },
    {
      they: "may hold comments without indentation",
      yaml: "a: [ # one ' [\n1, # \"\n2\n]\nb: 1\n",
      json: [{ a: [1, 2], b: 1 }],
    },
    { they: "makes a mapping of a pair", yaml: "a: [b: 1, c]\n", json: [{ a: [{ b: 1 }, "c"] }] },
    {
      they: "takes a colon before a comma for a part of the name",
      yaml: "a: [b:, c:d]\n",
      json: [{ a: ["b:", "c:d"] }],
    },
    { they: "takes keys without values", yaml: "a: { b, c: 1 }\n", json: [{ a: { b: null, c: 1 } }] },
    { they: "needs no blank behind a quoted key", yaml: '{"a":1,"b":[true]}\n', json: [{ a: 1, b: [true] }] },
    { they: "runs over lines", yaml: "a: [one\n  two, three]\n", json: [{ a: ["one two", "three"] }] },
    {
      they: "needs commas",
      yaml: 'a: ["b" "c"]\n',
      refused: ["unexpected-token"],
      json: [{ a: ["b", "c"] }],
    },
    {
      they: "has one comma between items",
      yaml: "a: [b,, c]\n",
      refused: ["unexpected-token"],
      json: [{ a: ["b", "c"] }],
    },
    {
      they: "has no comma in front",
      yaml: "a: [, b]\n",
      refused: ["unexpected-token"],
      json: [{ a: ["b"] }],
    },
    { they: "must be closed", yaml: "a: [b\nc: 1\n", refused: ["unclosed-flow"], json: [{ a: ["b"], c: 1 }] },
    {
      they: "closes with its own bracket",
      yaml: "a: [b}\nc: 1\n",
      refused: ["unexpected-token"],
      json: [{ a: ["b"], c: 1 }],
    },
    { they: "may be the whole document", yaml: "{ a: 1 }\n", json: [{ a: 1 }] },
    { they: "ends the document", yaml: "{ a: 1 }\nb: 2\n", problems: ["ignored-text"], json: [{ a: 1 }] },
  ],
  scalars: [
    {
      they: "fold",
      yaml: "a: one\n  two\n\n  three\nb: >\n  one\n  two\n\n  three\n\n    deep\n  end\n",
      json: [{ a: "one two\nthree", b: "one two\nthree\n\n  deep\nend\n" }],
    },
    { they: "keep lines", yaml: "a: |\n  one\n   two\n\n  three\n", json: [{ a: "one\n two\n\nthree\n" }] },
    {
      they: "chomp",
      yaml: "a: |-\n  x\n\nb: |+\n  x\n\nc: >-\n  x\n\nd: >+\n  x\n\n",
      json: [{ a: "x", b: "x\n\n", c: "x", d: "x\n\n" }],
    },
    {
      they: "take an indentation",
      yaml: "a: |2\n    x\nb:\n  - |1\n    y\n",
      json: [{ a: "  x\n", b: [" y\n"] }],
    },
    { they: "end with the text", yaml: "a: |\n  x", json: [{ a: "x\n" }] },
    {
      they: "take an indentation below deeper blank lines",
      yaml: "a: |2\n      \n  x\n",
      json: [{ a: "    \nx\n" }],
    },
    {
      they: "have no deeper blank lines above the first",
      yaml: "a: |\n      \n  x\nb: 1\n",
      refused: ["bad-indentation"],
      json: [{ a: "", b: 1 }],
    },
    { they: "may be empty blocks", yaml: "a: |\nb: >-\nc: 1\n", json: [{ a: "", b: "", c: 1 }] },
    { they: "may have a comment behind the header", yaml: "a: | # note\n  x\n", json: [{ a: "x\n" }] },
    {
      they: "hold what looks like YAML",
      yaml: "a: |\n  b: 1\n  # no comment\n  ---\n  - c\n",
      json: [{ a: "b: 1\n# no comment\n---\n- c\n" }],
    },
    {
      they: "fold in quotes",
      yaml: "a: \"one\n  two\n\n  three\"\nb: 'one\n  two'\n",
      json: [{ a: "one two\nthree", b: "one two" }],
    },
    {
      they: "fold in quotes without indentation",
      yaml: "a: \"one\ntwo\"\nb: 'it''s\n\nthree'\nc: 1\n",
      json: [{ a: "one two", b: "it's\nthree", c: 1 }],
    },
    {
      they: "escape",
      yaml: 'a: "\\t\\n\\x41\\u00e9\\U0001F600\\e\\/"\n',
      refused: ["bad-escape"],
      json: [{ a: "\t\nAé😀\u001b/" }],
    },
    {
      they: "escape as YAML",
      yaml: 'a: "\\t\\n\\x41\\u00e9\\U0001F600\\0\\_\\N\\\\\\""\n',
      json: [{ a: '\t\nAé😀\u0000 \u0085\\"' }],
    },
    { they: "escape line breaks", yaml: 'a: "one \\\n  two\\\n  three"\n', json: [{ a: "one twothree" }] },
    { they: "have no unknown escapes", yaml: 'a: "\\q"\n', refused: ["bad-escape"], json: [{ a: "q" }] },
    {
      they: "have no surrogates",
      yaml: 'a: "\\ud83d\\ude00"\n',
      refused: ["bad-escape"],
      json: [{ a: "😀" }],
    },
    {
      they: "may hold quotes and signs inside",
      yaml: 'a: it\'s "so" #1 [x] {y} & *z\n',
      json: [{ a: 'it\'s "so"' }],
    },
    {
      they: "may start with a dash, colon or question mark",
      yaml: "a: -x\nb: :x\nc: ?x\n",
      json: [{ a: "-x", b: ":x", c: "?x" }],
    },
    {
      they: "do not start with a reserved character",
      yaml: "a: @x\n",
      refused: ["unexpected-token"],
      json: [{ a: "@x" }],
    },
    {
      they: "do not start with a backtick",
      yaml: "a: `x`\n",
      refused: ["unexpected-token"],
      json: [{ a: "`x`" }],
    },
    {
      they: "do not start with a percent sign",
      yaml: "a: %x\n",
      refused: ["unexpected-token"],
      json: [{ a: "%x" }],
    },
    {
      they: "do not start with a comma",
      yaml: "a: ,x\n",
      refused: ["unexpected-token"],
      json: [{ a: ",x" }],
    },
    {
      they: "must close their quotes",
      yaml: 'a: "x\nb: 1\n',
      refused: ["unclosed-quote"],
      json: [{ a: '"x', b: 1 }],
    },
    {
      they: "end with their quotes",
      yaml: 'a: "x" y\nb: 1\n',
      refused: ["unexpected-token"],
      json: [{ a: "x", b: 1 }],
    },
    { they: "are JSON", yaml: "a: .nan\n", refused: ["not-json"], json: [{ a: ".nan" }] },
    { they: "obey their tags", yaml: "a: !!int web\n", refused: ["bad-tag"], json: [{ a: "web" }] },
    {
      they: "hold no control characters",
      yaml: "a: x\u0001y\n",
      refused: ["control-character"],
      json: [{ a: "x\u0001y" }],
    },
    {
      they: "may be dates and times",
      yaml: "a: 2001-12-14\nb: 12:30:45\nc: 2001-12-14t21:59:43.10-05:00\n",
      json: [{ a: "2001-12-14", b: "12:30:45", c: "2001-12-14t21:59:43.10-05:00" }],
    },
    { they: "may be binary", yaml: "a: !!binary aGk=\n", json: [{ a: "hi" }] },
    { they: "may be the document", yaml: "web\n", json: ["web"] },
  ],
  indentation: [
    {
      they: "may leave sequences at the key",
      yaml: "a:\n- 1\n- b: 2\n  c: 3\n",
      json: [{ a: [1, { b: 2, c: 3 }] }],
    },
    {
      they: "may be wide",
      yaml: "a:\n      b: 1\n      c:\n           - 1\n",
      json: [{ a: { b: 1, c: [1] } }],
    },
    { they: "may start on the right", yaml: "  a: 1\n  b: 2\n", json: [{ a: 1, b: 2 }] },
    {
      they: "ends the document to the left of the root",
      yaml: "  a: 1\nb: 2\n",
      problems: ["ignored-text"],
      json: [{ a: 1 }],
    },
    {
      they: "must be equal within a mapping",
      yaml: "a:\n    b: 1\n   c: 2\n",
      refused: ["bad-indentation"],
      json: [{ a: { b: 1 }, c: 2 }],
    },
    {
      they: "must not grow within a mapping",
      yaml: "a: 1\n  b: 2\n",
      refused: ["bad-indentation"],
      json: [{ a: 1, b: 2 }],
    },
    {
      they: "must not grow behind a mapping",
      yaml: "a:\n  b: 1\n    c: 2\n",
      refused: ["bad-indentation"],
      json: [{ a: { b: 1, c: 2 } }],
    },
    {
      they: "must be equal within a sequence",
      yaml: "a:\n  - 1\n - 2\n",
      refused: ["bad-indentation"],
      json: [{ a: [1], "": null }],
    },
    { they: "has no tabs", yaml: "a:\n\tb: 1\n", refused: ["tab-indentation"], json: [{ a: null, b: 1 }] },
    {
      they: "has no tabs behind spaces",
      yaml: "a:\n  \tb: 1\n",
      refused: ["tab-indentation"],
      json: [{ a: { b: 1 } }],
    },
    { they: "has no tab behind a dash", yaml: "-\ta: 1\n", refused: ["tab-indentation"], json: [[{ a: 1 }]] },
    {
      they: "is that of the value, not of a comment between it and its key",
      yaml: "a:\n#one\n  b\nc:\n  d: # two\n\n# three\n    e\n  f:\n  - !!str\n#\tfour\n    g\n#five\n  h: i\n",
      json: [{ a: "b", c: { d: "e", f: ["g"], h: "i" } }],
    },
    {
      they: "is that of the value below a line of blanks and a comment at the left",
      yaml: "a:\n  b:\n  \n# one\n    c\n  d:\n    e\n",
      json: [{ a: { b: "c", d: "e" } }],
    },
    {
      they: "of a comment at the left is that of the text it stands in",
      yaml: 'a: |\n  b:\n  #one\n    c\n  d\ne: "f:\n#two\n g"\n',
      json: [{ a: "b:\n#one\n  c\nd\n", e: "f: #two g" }],
    },
    {
      they: "has no tab in front of a comment",
      yaml: "a: 1\n\t# note\nb: 2\n",
      refused: ["tab-indentation"],
      json: [{ a: 1, b: 2 }],
    },
    {
      they: "may be followed by a tab behind the colon",
      yaml: "a:\t1\nb: 2\t# note\n",
      json: [{ a: 1, b: 2 }],
    },
    {
      they: "has no tab in a block scalar",
      yaml: "a: |\n\tx\n",
      refused: ["tab-indentation"],
      json: [{ a: "", x: null }],
    },
    {
      they: "may have tabs inside a block scalar",
      yaml: "a: |\n  \tx\n   \ty\n",
      refused: ["tab-indentation"],
      json: [{ a: "\tx\n \ty\n" }],
    },
  ],
  "line breaks": [
    {
      they: "may be CRLF",
      yaml: "a: 1\r\nb:\r\n  - |\r\n    x\r\n    y\r\n",
      json: [{ a: 1, b: ["x\ny\n"] }],
    },
    { they: "may be CR", yaml: "a: 1\rb:\r  c: 2\r", json: [{ a: 1, b: { c: 2 } }] },
    { they: "may be NEL", yaml: "# note\u0085a: 1\u0085b: 2\n", json: [{ a: 1, b: 2 }] },
    {
      they: "may be separators of lines and paragraphs",
      yaml: "a: 1\u2028b: 2\u2029c: 3\n",
      json: [{ a: 1, b: 2, c: 3 }],
    },
    { they: "stay in block scalars", yaml: "a: |\n  x\u2028  y\n", json: [{ a: "x\u2028y\n" }] },
  ],
  documents: [
    {
      they: "are separated",
      yaml: "a: 1\n---\nb: 2\n---\n---\n# none\n---\nc: 3\n",
      json: [{ a: 1 }, { b: 2 }, { c: 3 }],
    },
    {
      they: "may have a tab behind the separator",
      yaml: "---\t# first\na: 1\n---\t\n# next\nb: 2\n",
      json: [{ a: 1 }, { b: 2 }],
    },
    {
      they: "may have comments behind the separator",
      yaml: "--- # first\na: 1\n---   \nb: 2\n",
      json: [{ a: 1 }, { b: 2 }],
    },
    {
      they: "may carry a byte order mark",
      yaml: "\ufeffa: 1\n---\n\ufeffb: 2\n",
      json: [{ a: 1 }, { b: 2 }],
    },
    { they: "end with dots", yaml: "a: 1\n...\nb: 2\n---\nc: 3\n", json: [{ a: 1 }, { c: 3 }] },
    { they: "end at a separator that only YAML sees", yaml: "a: 1\r---\rb: 2\r", json: [{ a: 1 }] },
    { they: "start at a separator that only YAML sees", yaml: "\r---\ra: 1\n", json: [{ a: 1 }] },
    {
      they: "have no text behind the separator",
      yaml: "--- a: 1\n",
      refused: ["bad-separator"],
      json: [{ a: 1 }],
    },
    {
      they: "have no text at the separator",
      yaml: "---a\nb: 1\n",
      refused: ["bad-separator"],
      json: [{ b: 1 }],
    },
    { they: "may be JSON", yaml: '{"a": "\\/\\ud83d\\ude00",\n\t"b"\n:1}\n', json: [{ a: "/😀", b: 1 }] },
    { they: "may be JSON values", yaml: '{"a":1}{"b":2}\n{"c":3}\n', json: [{ a: 1 }, { b: 2 }, { c: 3 }] },
    { they: "may be JSON and then YAML", yaml: '{"a":1}\nb: 2\n', json: [{ a: 1 }, { b: 2 }] },
    { they: "may be JSON with separators", yaml: '{"a":1}\n---\n{"b":2}\n', json: [{ a: 1 }, { b: 2 }] },
    {
      they: "are one where flow mappings follow each other",
      yaml: "{ a: 1 }\n{ b: 2 }\n",
      problems: ["ignored-text"],
      json: [{ a: 1 }],
    },
    {
      they: "end where a flow mapping stands behind another",
      yaml: '---\n{"a":1}{"b":2}\n---\n{c: 3}, {d: 4}\n',
      problems: ["ignored-text", "ignored-text"],
      json: [{ a: 1 }, { c: 3 }],
    },
    {
      they: "end where a flow mapping stands behind JSON and another",
      yaml: '{"a":1}\n{b: 2}{"c":3}\n',
      problems: ["ignored-text"],
      json: [{ a: 1 }, { b: 2 }],
    },
    {
      they: "have no merge conflicts",
      yaml: "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> other\nc: 3\n",
      refused: ["merge-conflict"],
      json: [{ a: 1, b: 2, c: 3 }],
    },
    {
      they: "have no directives of YAML 1.2",
      yaml: "%YAML 1.2\n---\na: 1\n",
      refused: ["unexpected-token"],
      json: [{ a: 1 }],
    },
  ],
};

for (const [group, list] of Object.entries(constructs))
  describe(`${group} of YAML`, () => {
    for (const { they, yaml, json, refused, problems } of list)
      it(they, () => {
        const documents = documentsOf(yaml);
        assert.deepEqual(
          documents.flatMap((document) => document.problems.map(({ code }) => code)),
          refused ?? problems ?? [],
        );
        const values = documents.map((document) => toJson(document.root)).filter((value) => value !== null);
        assert.deepEqual(plain(values), plain(json));
      });
  });

/** Without prototypes, and with -0 as 0. */
function plain(value: readonly Json[]): unknown {
  return JSON.parse(JSON.stringify(value));
}
