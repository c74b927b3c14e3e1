import assert from "node:assert/strict";
import { ScanIndex } from "../../server/workspace/scanIndex";

describe("the index of a scan", () => {
  it("knows what has changed since the scan began, alone and with the folder it was in", () => {
    const index = new ScanIndex();
    index.begin();
    index.setChanged({ uri: "file:///w/typed.yaml", findings: [], diagnostics: [] });
    index.remove("file:///w/gone");
    index.remove("file:///w/left/");
    const asked = [
      "typed.yaml",
      "typed.yaml.bak",
      "gone",
      "gone/a/b.yaml",
      "gone.yaml",
      "left/c.yaml",
      "leftover.yaml",
    ];
    const changed = asked.filter((name) => index.hasChanged(`file:///w/${name}`));
    assert.deepEqual(changed, ["typed.yaml", "gone", "gone/a/b.yaml", "left/c.yaml"]);
    index.begin();
    assert.equal(index.hasChanged("file:///w/gone/a/b.yaml"), false);
  });
});
