import assert from "node:assert/strict";
import { formatMessage, visible } from "../../engine/message";

describe("messages", () => {
  it("are filled in by name, and an argument's own braces stay", () => {
    const message = {
      template: 'container "{container}" uses "{image}"',
      args: { container: "{image}", image: "a" },
    };
    assert.equal(formatMessage(message), 'container "{image}" uses "a"');
  });

  it("keep a place that has no argument, whatever it is called", () => {
    assert.equal(formatMessage({ template: "{toString} {a}", args: {} }), "{toString} {a}");
  });

  it("show what would hide itself on a screen or in a terminal", () => {
    assert.equal(visible("a\u202eb\u001b[31mc\nd\u200be"), "a\\u{202e}b\\u{1b}[31mc\\u{a}d\\u{200b}e");
  });

  it("cut what is too long to read", () => {
    assert.equal(visible("x".repeat(500)).length, 201);
    assert.ok(visible(`Deployment "${"x".repeat(500)}"`).endsWith('x…"'), "a name keeps both its quotes");
  });
});
