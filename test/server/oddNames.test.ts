import assert from "node:assert/strict";
import { join } from "node:path";
import { URI } from "vscode-uri";
import { type LanguageClient, startClient } from "../harness/languageClient";
import { temporaryFolder } from "../harness/temporaryFolder";

/** Loads an image where Markdown is made of it, turns the text around it, and breaks the line. */
const odd = "![a](https://example.com/a.png)\u202e`$(zap)`\nb";
const written = JSON.stringify(odd);

const pod = (name: string, pairs = "") => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${name}, labels: { ${name}: ${name} } }
spec:
  hostNetwork: true
  volumes: [{ name: ${name}, hostPath: { path: ${name} } }]
  containers:
    - name: ${name}
      image: ${name}
      securityContext: { privileged: true, capabilities: { add: [${name}] } }
${pairs}`;

const hides = /[\u0000-\u0009\u000b-\u001f\u202e]/;

/** The Markdown without its inline code, in which everything is a text. */
function outsideOfCode(markdown: string): string {
  return markdown.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
}

describe("names of a manifest", () => {
  let client: LanguageClient;
  afterEach(() => client.stop());

  /** All that is shown about a text, and the hovers at each of the places. */
  const shown = async (uri: string, places: readonly string[]) => {
    const diagnostics = await client.diagnostics(uri);
    const texts = diagnostics.flatMap(({ message, relatedInformation = [] }) => [
      String(message),
      ...relatedInformation.map((other) => other.message),
    ]);
    for (const place of places)
      for (const { title, disabled } of await client.actions(uri, place, ["quickfix", "source", "refactor"]))
        texts.push(title, disabled?.reason ?? "");
    const hovers: string[] = [];
    for (const place of places) hovers.push(await client.hover(uri, place));
    for (const { command } of await client.lenses(uri)) {
      texts.push(command?.title ?? "", command?.tooltip ?? "");
      if (command?.command) await client.command(command.command, command.arguments?.[0]);
    }
    texts.push(...client.messages);
    assert.ok(
      texts.some((text) => text.includes("example.com")),
      "the name is shown nowhere",
    );
    assert.ok(
      hovers.some((hover) => hover.includes("example.com")),
      "the name is in no hover",
    );
    for (const text of [...texts, ...hovers]) assert.doesNotMatch(text, hides);
    for (const hover of hovers) assert.doesNotMatch(outsideOfCode(hover), /example\.com|\$\(zap\)/);
  };

  it("are texts in everything that is shown of it", async () => {
    client = await startClient({ settings: () => ({ profile: "all" }) });
    const uri = await client.open(pod(written));
    await shown(uri, ["hostNetwork", "name:", "privileged", "capabilities", "hostPath"]);
  });

  it("are texts in everything that is shown of a chart which renders them, as are names of its files", async () => {
    const template = pod("{{ .Values.name | toJson }}");
    const folder = temporaryFolder({
      "web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
      "web/values.yaml": `name: ${written}\n`,
      "web/values-\u202e`a`.yaml": "b: 1\n",
      "web/templates/pod.yaml": template,
    });
    client = await startClient({ folders: [folder], settings: () => ({ profile: "all" }) });
    const uri = await client.open(template, URI.file(join(folder, "web/templates/pod.yaml")).toString());
    await shown(uri, ["hostNetwork", "privileged", "name: {{", "hostPath"]);
  });

  it("are texts in the line above a workload that one of them keeps from a level", async () => {
    client = await startClient();
    const key = JSON.stringify(`container.apparmor.security.beta.kubernetes.io/${odd}`);
    const uri = await client.open(
      `apiVersion: v1\nkind: Pod\nmetadata: { name: a, annotations: { ${key}: unconfined } }\nspec: { containers: [{ name: ${written}, image: a }] }\n`,
    );
    const [lens] = await client.lenses(uri);
    assert.match(lens?.command?.title ?? "", /apparmor/);
    assert.doesNotMatch(lens?.command?.title ?? "", hides);
  });
});
