import type { Field } from "../yaml/field";
import { type ComponentName, readCommand } from "./commandWords";
import type { ContainerView } from "./container";

/** One occurrence of a flag and where it is written, see `FlagWords`. */
export interface WrittenFlag {
  readonly name: string;
  readonly value: string;
  /** What holds the value: the whole item for `--flag=value`. */
  readonly field: Field;
  readonly items: readonly Field[];
  readonly prefix: string;
  readonly inScript: boolean;
}

export interface CommandLine {
  readonly component: ComponentName;
  /** The words after the program's name. */
  readonly flags: readonly WrittenFlag[];
  /** False where a part of it is filled in later, so that nothing can be called missing. */
  readonly complete: boolean;
  /** The item that names the program. */
  readonly program: Field;
  /** The list that the flags stand in: `command` or `args`. */
  readonly list: Field;
  /** The flags are words of a shell script in one item. */
  readonly inScript: boolean;
}

/**
 * The command line of a container that starts a part of the control plane or a kubelet; `undefined` for any other.
 * `command` and `args` follow each other as the container runtime joins them.
 */
export function commandLineOf(container: ContainerView): CommandLine | undefined {
  const lists = [container.field.at("command"), container.field.at("args")];
  const items = lists.flatMap((list) => list.items());
  const command = readCommand(items.map((item) => item.text() ?? ""));
  const program = command && items[command.program];
  if (!program) return undefined;
  const flags = command.flags.map(({ items: [first, ...more], ...flag }): WrittenFlag => {
    const written = [first, ...more].flatMap((index) => items[index] ?? []);
    return { ...flag, field: written.at(-1) ?? program, items: written };
  });
  const last = flags.at(-1)?.items[0] ?? nonEmpty(lists[1]) ?? program;
  return {
    ...command,
    flags,
    program,
    list: lists.find((list) => last === list || last.parent === list) ?? container.field.at("command"),
  };
}

function nonEmpty(list: Field | undefined): Field | undefined {
  return list?.items().length ? list : undefined;
}
