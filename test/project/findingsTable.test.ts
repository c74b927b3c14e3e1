import assert from "node:assert/strict";
import { FindingsTable, tableDifference } from "../corpus/findingsTable";

describe("the table of findings in the corpus", () => {
  it("counts the findings of a rule by project", () => {
    const table = new FindingsTable();
    table.add("some+project/a/b.yaml", [{ rule: "host-pid" }, { rule: "host-ipc" }, { rule: "host-pid" }]);
    table.add("other+project/c.yaml", [{ rule: "host-pid" }]);
    assert.equal(
      table.text(),
      "host-ipc\tsome/project\t1\nhost-pid\tother/project\t1\nhost-pid\tsome/project\t2\n",
    );
  });

  it("says what changed, rule by rule", () => {
    const before = "host-ipc\ta/b\t1\nhost-pid\ta/b\t2\nhost-pid\tc/d\t3\n";
    const after = "host-pid\ta/b\t2\nhost-pid\tc/d\t1\nhost-pid\te/f\t1\n";
    assert.deepEqual(tableDifference(before, after), [
      "host-ipc: 1 -> 0",
      "  a/b: 1 -> 0",
      "host-pid: 5 -> 4",
      "  c/d: 3 -> 1",
      "  e/f: 0 -> 1",
    ]);
    assert.deepEqual(tableDifference(after, after), []);
    assert.deepEqual(tableDifference(after.replaceAll("\n", "\r\n"), after), []);
  });
});
