import { Transform, type TransformCallback } from "node:stream";

/** In bytes. Larger than any message an editor sends; what claims more would be waited for, and gathered, for ever. */
const largestMessage = 64 * 1024 * 1024;
const largestHeader = 8 * 1024;

/**
 * Lets messages of the base protocol (header, blank line, content) through unchanged and fails with an error where a
 * header cannot be one. The protocol library would go on reading, and never answer again, without a word to anybody.
 */
export class FramingCheck extends Transform {
  private header = "";
  private remaining = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.remaining > 0) {
        const taken = Math.min(this.remaining, chunk.length - at);
        this.remaining -= taken;
        at += taken;
        continue;
      }
      this.header += String.fromCharCode(chunk[at++] ?? 0);
      if (this.header.length > largestHeader) {
        done(new Error("the header of a message has no end"));
        return;
      }
      if (!this.header.endsWith("\r\n\r\n")) continue;
      const length = contentLength(this.header);
      if (length === undefined) {
        done(new Error("a message without a valid Content-Length"));
        return;
      }
      this.header = "";
      this.remaining = length;
    }
    done(null, chunk);
  }
}

function contentLength(header: string): number | undefined {
  const values = [...header.matchAll(/^Content-Length[ \t]*:[ \t]*(\d{1,10})[ \t]*\r$/gim)];
  const length = values.length === 1 ? Number(values[0]?.[1]) : undefined;
  return length !== undefined && length <= largestMessage ? length : undefined;
}
