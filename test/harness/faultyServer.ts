/** The server as a process, with a rule that fails in every way. */
import { rules } from "../../rules";
import { serveProcess } from "../../server/process.node";
import { faultyRule } from "./faultyRule";

serveProcess([...rules, faultyRule]);
