import "./setup";
import "./diagnostics.test";
import "./documents.test";
import "./hover.test";
import "./fixes.test";
import "./codeLens.test";
import "./scan.test";
import "./results.test";
import "./rulePages.test";
import "./charts.test";
import "./settings.test";
import "./statusBar.test";
import "./posture.test";
import "./folders.test";
import "./restart.test";
import "./restartCommand.test";

export { run } from "./setup";
