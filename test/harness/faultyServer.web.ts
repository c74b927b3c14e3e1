/** The server as a worker, with a rule that fails in every way. */
import { rules } from "../../rules";
import { serveWorker } from "../../server/worker.web";
import { faultyRule } from "./faultyRule";

serveWorker([...rules, faultyRule]);
