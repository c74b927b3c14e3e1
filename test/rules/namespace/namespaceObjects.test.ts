import assert from "node:assert/strict";
import { messagesOf, object, objects, workload } from "../../harness/messagesOf";

const namespace = "{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }";

describe("objects that every namespace has", () => {
  for (const [id, kind] of [
    ["namespace-resource-quota-missing", "ResourceQuota"],
    ["namespace-limit-range-missing", "LimitRange"],
  ] as const)
    describe(id, () => {
      it("are asked for once at the namespace, else at what is put into it", () => {
        const [said, ...more] = messagesOf(id, objects(namespace, workload("web"), workload("api")));
        assert.match(said ?? "", /namespace "shop"/);
        assert.deepEqual(more, []);
        const [own] = messagesOf(id, workload("web"));
        assert.match(own ?? "", /^Deployment "web" is in the namespace "shop"/);
        assert.equal(messagesOf(id, object("v1", "PersistentVolumeClaim", "data", "spec: {}")).length, 1);
      });

      it("are not asked for where there is one, nor of objects without pods", () => {
        assert.deepEqual(messagesOf(id, objects(namespace, object("v1", kind, "q", "spec: {}"))), []);
        assert.deepEqual(messagesOf(id, objects(workload("web"), object("v1", kind, "q", "spec: {}"))), []);
        assert.deepEqual(messagesOf(id, object("v1", "ConfigMap", "c", "data: {}")), []);
        assert.equal(
          messagesOf(id, objects(workload("web"), object("v1", kind, "q", "spec: {}", "other"))).length,
          1,
        );
      });
    });
});
