import { writeFileSync } from "node:fs";
import type { Output } from "../report/output";
import { reasonOf } from "../workspace/walk";
import { Failure } from "./failure";

/** Where a command's result goes. */
interface ClosableOutput extends Output {
  /** Call once at the end. */
  close(): void;
}

/** Standard output, or the file that `--output` names. */
export function openOutput(file: string | undefined): ClosableOutput {
  if (file === undefined || file === "-")
    return { write: (text) => void process.stdout.write(text), close: () => {} };
  const chunks: string[] = [];
  return {
    write: (text) => void chunks.push(text),
    close() {
      try {
        writeFileSync(file, chunks.join(""));
      } catch (error) {
        throw new Failure(`cannot write ${file}: ${reasonOf(error)}`);
      }
    },
  };
}

/** A reader that has seen enough (`| head`) is no fault; there is nobody left to tell anything. */
export function endQuietlyWithoutReader(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(2);
      throw error;
    });
}
