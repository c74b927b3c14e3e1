import { rules } from "../rules";
import { serveWorker } from "./worker.web";

serveWorker(rules);
