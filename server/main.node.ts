import { rules } from "../rules";
import { serveProcess } from "./process.node";

serveProcess(rules);
