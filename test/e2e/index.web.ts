// What depends on where the extension runs: its server as a worker, and files that only the client can read.
import "./setup";
import "./diagnostics.test";
import "./hover.test";
import "./fixes.test";
import "./charts.test";
import "./scan.test";
import "./rulePages.test";
import "./restartCommand.test";
import "./reading.web.test";
import "./runaway.web.test";

export { run } from "./setup";
