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

/** A word of a command line. */
interface Word {
  readonly text: string;
  /** The item of the list that it is written in. */
  readonly item: number;
  /** It is a part of a longer text (of a shell script), so that it cannot be edited by itself. */
  readonly inScript: boolean;
}

/** One occurrence of a flag, as Go's flag packages read it: `--flag=value`, `--flag value`, `--flag` alone. */
export interface FlagWords {
  /** With dashes between words: Kubernetes takes `--read_only_port` too (component-base `WordSepNormalizeFunc`). */
  readonly name: string;
  /** `true` for a flag without a value. */
  readonly value: string;
  /** The items that say it: one, or the flag's and its value's. */
  readonly items: readonly [number, ...number[]];
  /** How the item begins before a value in the same item: `--flag=`; empty where the value is an item of its own. */
  readonly prefix: string;
  readonly inScript: boolean;
}

/** A command that starts a part of the control plane or a kubelet. Items are counted from zero. */
export interface CommandWords {
  readonly component: ComponentName;
  readonly flags: readonly FlagWords[];
  /** False where a part of it is filled in later, so that nothing can be called missing. */
  readonly complete: boolean;
  /** The item that names the program. */
  readonly program: number;
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

/** What the texts of a container's `command` and `args`, one behind the other, start; `undefined` for any other program. */
export function readCommand(items: readonly string[]): CommandWords | undefined {
  const words = wordsOf(items);
  const start = programIn(words);
  const program = start && words[start.next - 1];
  if (!program) return undefined;
  const { flags, others } = flagsIn(words.slice(start.next), start.component === "etcd");
  return {
    component: start.component,
    flags,
    complete: !others.some(({ text }) => isUndecidedWord(text)) && !flags.some(mayBeFlag),
    program: program.item,
    inScript: program.inScript,
  };
}

/** The items as words; the script of `sh -c script` as the words of its text. */
function wordsOf(items: readonly string[]): Word[] {
  const words = items.flatMap(wordsOfItem);
  const [first] = words;
  if (!first || !shells.has(baseName(first.text))) return words;
  const script = words.findIndex(({ text }, index) => index > 0 && !text.startsWith("-"));
  const found = words[script];
  if (!found || !words.slice(1, script).some(({ text }) => /^-[a-z]*c$/.test(text))) return words;
  return scriptWords(found.text).map((text) => ({ text, item: found.item, inScript: true }));
}

/**
 * The runtime passes an item on as one argument, so that a component does not start with two flags in one; what they mean
 * is read all the same, as somebody will split them.
 */
function wordsOfItem(text: string, item: number): Word[] {
  const parts = text.startsWith("--") ? text.split(/\s(?=--[a-z])/) : [text];
  return parts.map((part, index) => ({
    text: index < parts.length - 1 ? part.trimEnd() : part,
    item,
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
function flagsIn(words: readonly Word[], singleDash: boolean): { flags: FlagWords[]; others: Word[] } {
  const pattern = singleDash ? /^--?([A-Za-z][\w-]*)(=([\s\S]*))?$/ : /^--([A-Za-z][\w-]*)(=([\s\S]*))?$/;
  const flags: FlagWords[] = [];
  const others: Word[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    const match = word && pattern.exec(word.text);
    if (!match) {
      if (word) others.push(word);
      continue;
    }
    const { item, inScript, text } = word;
    const name = (match[1] ?? "").replaceAll("_", "-");
    const next = words[index + 1];
    if (match[2] !== undefined) {
      const value = match[3] ?? "";
      flags.push({
        name,
        value,
        items: [item],
        prefix: text.slice(0, text.length - value.length),
        inScript,
      });
    } else if (next && (isSwitch(name) ? booleans.has(next.text) : isValue(next.text))) {
      flags.push({
        name,
        value: next.text,
        items: [item, next.item],
        prefix: "",
        inScript,
      });
      index++;
    } else flags.push({ name, value: "true", items: [item], prefix: `${text}=`, inScript });
  }
  return { flags, others };
}

/** A word that is no flag: `-` stands for the standard output, and a number may be below zero. */
function isValue(text: string): boolean {
  return !text.startsWith("-") || text === "-" || Number.isInteger(Number(text));
}

/** A placeholder `<file>` is a value; a variable or a template behind what may be a switch can be another flag. */
function mayBeFlag({ items, value }: FlagWords): boolean {
  return items.length > 1 && isUndecidedWord(value) && !value.trimStart().startsWith("<");
}

/** A word that may become any flag. */
function isUndecidedWord(text: string): boolean {
  return /^(?:\{\{|\$|<)/.test(text.trim());
}
