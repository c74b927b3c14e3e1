import { defineRule } from "../../engine/rule";

/** Fails as the name of the container says, in each of the ways in which a rule can. */
export const faultyRule = defineRule({
  id: "faulty-rule",
  title: "Faulty rule",
  on: "container",
  severity: "low",
  confidence: "high",
  profiles: ["recommended"],
  fields: ["container.name"],
  messages: {},
  check({ name }) {
    if (name === "throws") throw new TypeError("what the manifest says must not be quoted: s3cret");
    if (name === "aborts") process.abort();
    if (name === "kills") process.kill(process.pid, "SIGKILL");
    if (name === "waits") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 6500);
    if (name.startsWith("works")) for (const end = performance.now() + 1000; performance.now() < end; );
    for (let turns = 0; name === "loops"; turns++) if (turns < 0) return;
  },
  among({ object }) {
    if (object.reference.name === "aborts-among") process.abort();
  },
});
