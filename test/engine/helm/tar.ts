import { gzipSync } from "node:zlib";

/** A `.tgz` of files, with GNU's way for names of more than a hundred bytes. */
export function tarOf(files: Record<string, string | Uint8Array>): Uint8Array {
  const blocks: Buffer[] = [];
  for (const [name, text] of Object.entries(files)) {
    if (name.length > 100) blocks.push(header("././@LongLink", name.length + 1, "L"), padded(`${name}\0`));
    blocks.push(header(name.slice(0, 100), Buffer.byteLength(text), "0"), padded(text));
  }
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

function header(name: string, size: number, type: string): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.write("0000644\0", 100);
  block.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  block.write(type, 156);
  block.write("ustar\0", 257);
  return block;
}

function padded(text: string | Uint8Array): Buffer {
  const content = typeof text === "string" ? Buffer.from(text) : Buffer.from(text);
  return Buffer.concat([content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
