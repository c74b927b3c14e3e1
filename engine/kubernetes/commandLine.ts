import type { Field } from "../yaml/field";
import type { ContainerView } from "./container";

/** The programs whose settings rules judge. */
export const componentNames = [
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kube-proxy",
  "kubelet",
  "etcd",
] as const;
export type ComponentName = (typeof componentNames)[number];

/** A word of a command line and where it is written. */
interface Word {
  readonly text: string;
  readonly field: Field;
  /** It is a part of a longer text (of a shell script), so that it cannot be edited by itself. */
  readonly inScript: boolean;
}

/** One occurrence of a flag, as Go's flag packages read it: `--flag=value`, `--flag value`, `--flag` alone. */
export interface WrittenFlag {
  /** With dashes between words: Kubernetes takes `--read_only_port` too (component-base `WordSepNormalizeFunc`). */
  readonly name: string;
  /** `true` for a flag without a value. */
  readonly value: string;
  /** What holds the value: the whole item for `--flag=value`. */
  readonly field: Field;
  /** The items that say it: one, or the flag's and its value's. */
  readonly items: readonly Field[];
  /** How the item begins before a value in the same item: `--flag=`; empty where the value is an item of its own. */
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

/** Programs that do nothing but start the program that follows them. */
const starters = new Set([
  "chroot",
  "dumb-init",
  "env",
  "exec",
  "go-runner",
  "hyperkube",
  "ionice",
  "kube-log-runner",
  "nice",
  "nohup",
  "sudo",
  "taskset",
  "time",
  "tini",
]);
const shells = new Set(["ash", "bash", "dash", "sh"]);

/**
 * The command line of a container that starts a part of the control plane or a kubelet; `undefined` for any other.
 * `command` and `args` follow each other as the container runtime joins them.
 */
export function commandLineOf(container: ContainerView): CommandLine | undefined {
  const lists = [container.field.at("command"), container.field.at("args")];
  const items = lists.flatMap((list) => list.items());
  if (items.length === 0) return undefined;
  const words = wordsOf(items);
  const start = programIn(words);
  const program = start && words[start.next - 1];
  if (!program) return undefined;
  const after = words.slice(start.next);
  const { flags, others } = flagsIn(after, start.component === "etcd");
  const last = flags.at(-1)?.items[0] ?? nonEmpty(lists[1]) ?? program.field;
  return {
    component: start.component,
    flags,
    complete: !others.some(({ text }) => isUndecidedWord(text)) && !flags.some(mayBeFlag),
    program: program.field,
    list: lists.find((list) => last === list || last.parent === list) ?? container.field.at("command"),
    inScript: program.inScript,
  };
}

function nonEmpty(list: Field | undefined): Field | undefined {
  return list?.items().length ? list : undefined;
}

/** The items as words; the script of `sh -c script` as the words of its text. */
function wordsOf(items: readonly Field[]): Word[] {
  const words = items.flatMap(wordsOfItem);
  const [first] = words;
  if (!first || !shells.has(baseName(first.text))) return words;
  const script = words.findIndex(({ text }, index) => index > 0 && !text.startsWith("-"));
  const found = words[script];
  if (!found || !words.slice(1, script).some(({ text }) => /^-[a-z]*c$/.test(text))) return words;
  return scriptWords(found.text).map((text) => ({ text, field: found.field, inScript: true }));
}

/**
 * The runtime passes an item on as one argument, so that a component does not start with two flags in one; what they mean
 * is read all the same, as somebody will split them.
 */
function wordsOfItem(field: Field): Word[] {
  const text = field.text() ?? "";
  const parts = text.startsWith("--") ? text.split(/\s(?=--[a-z])/) : [text];
  return parts.map((part, index) => ({
    text: index < parts.length - 1 ? part.trimEnd() : part,
    field,
    inScript: parts.length > 1,
  }));
}

/** The words of the last simple command of a shell script that starts a component, else of all of it. */
function scriptWords(script: string): string[] {
  const commands = script
    .replace(/\\\r?\n/g, " ")
    .split(/&&|\|\|?|;|\n|\s[12&]?>>?/)
    .map((command) => command.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)?.map(unquote) ?? []);
  return commands.findLast((words) => programIn(words.map((text) => ({ text }))) !== undefined) ?? [];
}

function unquote(word: string): string {
  return word.replace(
    /"([^"]*)"|'([^']*)'/g,
    (_, double: string | undefined, single: string | undefined) => double ?? single ?? "",
  );
}

/** Which component the words start, and the index of the first word after its name. */
function programIn(
  words: readonly { readonly text: string }[],
): { readonly component: ComponentName; readonly next: number } | undefined {
  for (const [index, { text }] of words.entries()) {
    const name = baseName(text);
    const component = componentNames.find(
      (known) =>
        known === name ||
        (index > 0 && baseName(words[index - 1]?.text ?? "") === "hyperkube" && known === `kube-${name}`),
    );
    if (component) return { component, next: index + 1 };
    // What precedes the program is a starter, its flags, or variables.
    if (!starters.has(name) && !(index > 0 && text.startsWith("-")) && !/^[A-Za-z_]\w*=/.test(text))
      return undefined;
  }
  return undefined;
}

/** The program's name without its folder; empty for flags and variables, which may end in one. */
function baseName(path: string): string {
  return /^-|=/.test(path) ? "" : path.slice(path.lastIndexOf("/") + 1);
}

/**
 * Flags that take no word after them as their value. A component does not start with `--profiling false`; what it means is
 * read all the same, as somebody will write `=`.
 */
const switches = new Set([
  "allow-privileged",
  "anonymous-auth",
  "auto-tls",
  "client-cert-auth",
  "enable-bootstrap-token-auth",
  "kubelet-https",
  "leader-elect",
  "make-iptables-util-chains",
  "peer-auto-tls",
  "peer-client-cert-auth",
  "profiling",
  "protect-kernel-defaults",
  "rotate-certificates",
  "rotate-server-certificates",
  "seccomp-default",
  "service-account-extend-token-expiration",
  "service-account-lookup",
  "use-service-account-credentials",
]);

export function isSwitch(flag: string): boolean {
  return switches.has(flag);
}

const booleans = new Set(["true", "false", "True", "False", "TRUE", "FALSE"]);

/** The flags, and the words that are neither a flag nor the value of one. */
function flagsIn(words: readonly Word[], singleDash: boolean): { flags: WrittenFlag[]; others: Word[] } {
  const pattern = singleDash ? /^--?([A-Za-z][\w-]*)(=([\s\S]*))?$/ : /^--([A-Za-z][\w-]*)(=([\s\S]*))?$/;
  const flags: WrittenFlag[] = [];
  const others: Word[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    const match = word && pattern.exec(word.text);
    if (!match) {
      if (word) others.push(word);
      continue;
    }
    const { field, inScript, text } = word;
    const name = (match[1] ?? "").replaceAll("_", "-");
    const next = words[index + 1];
    if (match[2] !== undefined) {
      const value = match[3] ?? "";
      flags.push({
        name,
        value,
        field,
        items: [field],
        prefix: text.slice(0, text.length - value.length),
        inScript,
      });
    } else if (next && (isSwitch(name) ? booleans.has(next.text) : isValue(next.text))) {
      flags.push({
        name,
        value: next.text,
        field: next.field,
        items: [field, next.field],
        prefix: "",
        inScript,
      });
      index++;
    } else flags.push({ name, value: "true", field, items: [field], prefix: `${text}=`, inScript });
  }
  return { flags, others };
}

/** A word that is no flag: `-` stands for the standard output, and a number may be below zero. */
function isValue(text: string): boolean {
  return !text.startsWith("-") || text === "-" || Number.isInteger(Number(text));
}

/** A placeholder `<file>` is a value; a variable or a template behind what may be a switch can be another flag. */
function mayBeFlag({ items, value }: WrittenFlag): boolean {
  return items.length > 1 && isUndecidedWord(value) && !value.trimStart().startsWith("<");
}

/** A word that may become any flag. */
function isUndecidedWord(text: string): boolean {
  return /^(?:\{\{|\$|<)/.test(text.trim());
}
