import { closeSync, openSync, writeFileSync } from "node:fs";
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
  return new FileOutput(file);
}

/** In characters: few writes, and no text of everything, which can exceed what a string may hold. */
const together = 1 << 20;

class FileOutput implements ClosableOutput {
  private descriptor: number | undefined;
  private pending: string[] = [];
  private length = 0;

  constructor(private readonly file: string) {}

  write(text: string): void {
    this.pending.push(text);
    this.length += text.length;
    if (this.length >= together) this.flush();
  }

  close(): void {
    this.flush();
    if (this.descriptor !== undefined) closeSync(this.descriptor);
  }

  private flush(): void {
    try {
      this.descriptor ??= openSync(this.file, "w");
      writeFileSync(this.descriptor, this.pending.join(""));
    } catch (error) {
      throw new Failure(`cannot write ${this.file}: ${reasonOf(error)}`);
    }
    this.pending = [];
    this.length = 0;
  }
}
