// Defines `Mocha`, as it does in a browser: this build runs in the worker of a web extension too, and needs no files.
import "mocha/mocha.js";
import * as vscode from "vscode";
import { print } from "../vscode/bridge-client.mjs";

declare const Mocha: typeof import("mocha");

const settings = vscode.workspace.getConfiguration("kubehintTest");
const grep = settings.get<string>("grep");
Mocha.reporters.Base.consoleLog = print;

const mocha = new Mocha({
  ui: "bdd",
  reporter: "spec",
  timeout: 40_000,
  slow: 3_000,
  ...(grep ? { grep } : {}),
});
// Defines `describe`, `it` and the hooks for the files that are imported next.
mocha.suite.emit("pre-require", globalThis, "", mocha);

/** What VS Code calls in the extension host; failing tests reject. */
export function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures > 0) reject(new Error(`${failures} tests failed`));
      else resolve();
    });
  });
}
