import { readFileSync } from "node:fs";
import { reasonOf } from "../../workspace/walk";
import { Failure } from "../failure";
import { version } from "../version";
import { type Part, partFormat } from "./part";

/** The parts in these files: all of one whole. Throws a `Failure` where they are not. */
export function readParts(files: readonly string[]): readonly [Part, ...Part[]] {
  const parts = files
    .map((file) => ({ file, part: readPart(file) }))
    .sort((a, b) => a.part.index - b.part.index);
  const [first, ...others] = parts;
  if (!first) throw new Failure("merge needs the reports of scan --shard");
  for (const { file, part } of others)
    if (part.whole !== first.part.whole || part.of !== first.part.of)
      throw new Failure(
        `${file} and ${first.file} are no parts of one whole: other files, another configuration or other options`,
      );
  for (let index = 1; index <= first.part.of; index++) {
    const found = parts.filter(({ part }) => part.index === index);
    if (found.length === 0) throw new Failure(`shard ${index}/${first.part.of} is missing`);
    if (found.length > 1)
      throw new Failure(
        `${found.map(({ file }) => file).join(" and ")} are both shard ${index}/${first.part.of}`,
      );
  }
  return [first.part, ...others.map(({ part }) => part)];
}

function readPart(file: string): Part {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    // What the parser says quotes the text.
    throw new Failure(
      error instanceof SyntaxError ? `${file} is no JSON` : `cannot read ${file}: ${reasonOf(error)}`,
    );
  }
  const part = at(at(read, "shard"), "part");
  if (at(part, "format") === undefined) throw new Failure(`${file} is no report of scan --shard`);
  if (at(part, "format") !== partFormat || at(part, "version") !== version())
    throw new Failure(`${file} was written by another version of kubehint`);
  // Its shape is that of the version that wrote it, which is this one.
  return part as Part;
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && key in value
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
