import type { ContainerView } from "../../engine/kubernetes/container";
import type { Field } from "../../engine/yaml/field";

/** One program that a container starts: its words, and the item of `command` or `args` that holds the first of them. */
export interface StartedCommand {
  readonly at: Field;
  /** Without a directory: `/usr/sbin/sshd` is `sshd`. */
  readonly program: string;
  /** The other words; of a script, up to the end of the command. */
  readonly rest: readonly string[];
  /** Part of a longer text: a script, or a whole command line in one item. */
  readonly inText: boolean;
}

const shells = /^(?:ba|da|a|k|z)?sh$/;
/** Scripts beyond this length are read in part. */
const longestScript = 20_000;

/** The programs that `command` and `args` start, those of a shell's script included. */
export function startedCommands(container: ContainerView): StartedCommand[] {
  return commandsIn([...container.field.at("command").items(), ...container.field.at("args").items()]);
}

/** The programs that a list of arguments starts, as `exec.command` of a probe has it. */
export function commandsIn(items: readonly Field[]): StartedCommand[] {
  const [first] = items;
  const written = first?.string();
  if (!first || written === undefined) return [];
  const script = scriptOf(items);
  if (script) return commandsOf(script);
  if (/\s/.test(written.trim())) return commandsOf(first);
  return [
    {
      at: first,
      program: bare(written),
      rest: items.slice(1).map((item) => item.text() ?? ""),
      inText: false,
    },
  ];
}

/** The text after the `-c` of a shell. */
function scriptOf(items: readonly Field[]): Field | undefined {
  const isShell = items.slice(0, 3).some((item) => shells.test(bare(item.string() ?? "")));
  if (!isShell) return undefined;
  const option = items.findIndex((item) => /^-[a-z]*c$/.test(item.string() ?? ""));
  return option < 0 ? undefined : items[option + 1];
}

function commandsOf(at: Field): StartedCommand[] {
  const text = (at.string() ?? "").slice(0, longestScript);
  return text.split(/&&|\|\||[;|&\n(]/).flatMap((part) => {
    const words = part.trim().split(/\s+/);
    // `exec`, `then` and assignments stand before the program.
    const start = words.findIndex(
      (word) => !/^(?:exec|then|do|else|if|while|!|\{|[A-Za-z_]\w*=.*)$/.test(word),
    );
    const program = start < 0 ? undefined : words[start];
    if (!program || program.startsWith("#")) return [];
    return [{ at, program: bare(program), rest: words.slice(start + 1), inText: true }];
  });
}

function bare(program: string): string {
  return program.slice(program.lastIndexOf("/") + 1);
}
