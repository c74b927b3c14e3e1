import assert from "node:assert/strict";
import { type LanguageClient, startClient } from "../harness/languageClient";

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: false
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        privileged: true
        allowPrivilegeEscalation: false
        runAsNonRoot:
`;

describe("hover", () => {
  let client: LanguageClient;
  beforeEach(async () => {
    client = await startClient();
  });
  afterEach(() => client.stop());

  it("explains a finding: the value, why, who asks, when it is legitimate, where there is more", async () => {
    const uri = await client.open(pod);
    const text = await client.hover(uri, "privileged: true");
    assert.match(text, /^\*\*`securityContext\.privileged: true`\*\* set here for container `web`/);
    assert.match(text, /every capability and every device of the node/);
    assert.match(text, /\*\*Pod Security: baseline\*\* · .*CIS 5\.2\.2/);
    assert.match(text, /\*\*When it is legitimate:\*\* Storage and network drivers/);
    assert.match(text, /\[privileged-container\]\(https:\/\/rules\.example\/privileged-container\)/);
  });

  it("explains a setting that is fine", async () => {
    const uri = await client.open(pod.replace("privileged: true", "privileged: false"));
    const text = await client.hover(uri, "privileged: false");
    assert.match(text, /confined like any other/);
    assert.match(text, /\*\*What it guards against:\*\*/);
    assert.match(await client.hover(uri, "hostNetwork"), /its own network namespace/);
    assert.match(await client.hover(uri, "image:"), /^\*\*`image`\*\* of container `web`/);
  });

  it("says that a value comes from the pod, and from which line", async () => {
    const uri = await client.open(pod);
    assert.match(
      await client.hover(uri, "runAsNonRoot:\n"),
      /^\*\*`securityContext\.runAsNonRoot: true`\*\* for container `web`, inherited from the pod, line 8/,
    );
    assert.match(
      await client.hover(uri, "runAsNonRoot: true"),
      /every container of the pod that does not set/,
    );
  });

  it("lists on a container's name what the container lacks", async () => {
    const uri = await client.open(pod);
    const text = await client.hover(uri, "web\n      image");
    assert.match(text, /\*\*Missing for container `web`:\*\*/);
  });

  it("says nothing of blanks, comments and what no rule looks at", async () => {
    const uri = await client.open(`# privileged\n${pod}`);
    assert.equal(await client.hover(uri, "# privileged", 4), "");
    assert.equal(await client.hover(uri, "  name: web\nspec", 0), "");
  });

  it("lets no text of the manifest become Markdown", async () => {
    const evil = "x`![a](https://evil.example/a.png)<img src=x>[b](command:c)\\u202e";
    const uri = await client.open(pod.replace("- name: web", `- name: "${evil}"`));
    const text = await client.hover(uri, "privileged: true");
    const shown = "x`![a](https://evil.example/a.png)<img src=x>[b](command:c)\\u{202e}";
    assert.ok(text.includes(`\`\`${shown}\`\``), text);
    // Every occurrence stands in inline code with a fence that its own backtick cannot close.
    assert.equal(text.replaceAll(/``[^\n]*?``/g, "").includes("evil"), false, text);
  });
});
