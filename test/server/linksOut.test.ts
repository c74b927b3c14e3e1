import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { URI } from "vscode-uri";
import { type LanguageClient, startClient } from "../harness/languageClient";
import { temporaryFolder } from "../harness/temporaryFolder";

const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec: { hostPID: true }\n";
const template = `${pod}# {{ .Values.name }}\n`;
/** What each of these would change if it were read. */
const others = {
  "kubehint.yaml": "rules: { host-pid: off }\nanother: 1\n",
  "baseline.json": JSON.stringify({ version: 1, findings: [] }),
  "kustomization.yaml": "patches: [{ path: pod.yaml }]\nanother: 1\n",
  ".gitignore": "pod.yaml\n",
  ".helmignore": "templates\n",
  "Chart.yaml": "apiVersion: v2\nname: other\nversion: 1.0.0\n",
  "values-other.yaml": "name: other\n",
  "pod.yaml": pod,
};

describe("what links lead to", () => {
  const skip = process.platform === "win32";
  let client: LanguageClient;
  afterEach(() => client?.stop());

  const start = async (outside: string, top: string) => {
    const folder = temporaryFolder({
      "shop/pod.yaml": pod,
      "shop/web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
      "shop/web/templates/pod.yaml": template,
      ...Object.fromEntries(Object.entries(others).map(([name, text]) => [`${outside}/${name}`, text])),
    });
    const link = (name: string, at: string) =>
      symlinkSync(join(folder, outside, name), join(folder, "shop", at));
    link("kubehint.yaml", "kubehint.yaml");
    link("baseline.json", ".kubehint-baseline.json");
    link("kustomization.yaml", "kustomization.yaml");
    link(".gitignore", ".gitignore");
    link(".helmignore", "web/.helmignore");
    link("values-other.yaml", "web/values-other.yaml");
    link("pod.yaml", "linked.yaml");
    client = await startClient({ folders: [join(folder, top)] });
    const seen = async (name: string, text: string) => {
      const uri = await client.open(text, URI.file(join(folder, "shop", name)).toString());
      return (await client.diagnostics(uri)).map(({ code }) => String(code));
    };
    const summary = await client.scan();
    const codes = [...client.published].flatMap(([uri, { length }]) =>
      length > 0 ? [uri.split("/").at(-1)] : [],
    );
    return {
      pod: await seen("pod.yaml", pod),
      web: await seen("web/templates/pod.yaml", template),
      codes,
      summary,
    };
  };

  it("outside of the workspace is not read, and said of a configuration", async function () {
    if (skip) this.skip();
    const { pod: own, web, codes, summary } = await start("elsewhere", "shop");
    assert.ok(own.includes("host-pid"), own.join());
    assert.ok(web.includes("host-pid"), web.join());
    assert.deepEqual(codes.sort(), ["kubehint.yaml", "pod.yaml", "pod.yaml"]);
    assert.equal(summary.found, 3);
    assert.deepEqual(
      [...client.published].find(([uri]) => uri.endsWith("kubehint.yaml"))?.[1].map(({ message }) => message),
      ["this file cannot be read: a link that leads out of the workspace"],
    );
  });

  it("within it is", async function () {
    if (skip) this.skip();
    const { pod: own, codes } = await start("shop/elsewhere", ".");
    assert.ok(!own.includes("host-pid"), own.join());
    assert.ok(codes.includes("kubehint.yaml"));
  });
});
