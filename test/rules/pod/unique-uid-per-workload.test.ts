import assert from "node:assert/strict";
import { messagesOf, objects, workload } from "../../harness/messagesOf";

const id = "unique-uid-per-workload";
const as = (uid: number) => ({ spec: `securityContext: { runAsUser: ${uid} }, ` });
const told = { ruleOptions: { [id]: { required: true } } };

describe(id, () => {
  it("reports both workloads of a user id", () => {
    assert.deepEqual(messagesOf(id, objects(workload("a", as(10001)), workload("b", as(10001))), told), [
      'Deployment "a" runs as the user 10001, as Deployment "b" does',
      'Deployment "b" runs as the user 10001, as Deployment "a" does',
    ]);
  });

  it("is silent for different users, for root and for the same object again", () => {
    assert.deepEqual(messagesOf(id, objects(workload("a", as(10001)), workload("b", as(10002))), told), []);
    assert.deepEqual(messagesOf(id, objects(workload("a", as(0)), workload("b", as(0))), told), []);
    assert.deepEqual(messagesOf(id, objects(workload("a", as(10001)), workload("a", as(10001))), told), []);
  });
});
