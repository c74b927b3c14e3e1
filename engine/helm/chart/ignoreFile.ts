/**
 * The rules of a .helmignore (pkg/ignore of helm 3). Unlike git's, a rule that starts with `!` leaves out everything that
 * does not match it, and the first rule that says something decides.
 */
export interface IgnoreRules {
  /** A path in the chart, with `/`; a folder that is left out takes its content with it. */
  ignores(path: string): boolean;
}

interface Rule {
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  readonly matches: (path: string) => boolean;
}

/** Every chart leaves out hidden files in `templates`. */
const defaults = "templates/.?*";

/** `error` for a pattern that helm refuses. */
export function parseIgnoreFile(text: string): IgnoreRules | { readonly error: string } {
  const rules: Rule[] = [];
  for (const line of [...text.replace(/^\ufeff/, "").split("\n"), defaults]) {
    const rule = line.trim();
    if (rule === "" || rule.startsWith("#")) continue;
    if (rule.includes("**")) return { error: "double-star (**) syntax is not supported" };
    const parsed = parseRule(rule);
    if (!parsed) return { error: "syntax error in pattern" };
    rules.push(parsed);
  }
  return { ignores: (path) => ignoresPath(rules, path) };
}

function ignoresPath(rules: readonly Rule[], path: string): boolean {
  for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1))
    if (decides(rules, path.slice(0, slash), true)) return true;
  return decides(rules, path, false);
}

function decides(rules: readonly Rule[], path: string, folder: boolean): boolean {
  for (const { negated, foldersOnly, matches } of rules) {
    if (negated) {
      if ((foldersOnly && !folder) || !matches(path)) return true;
    } else if ((!foldersOnly || folder) && matches(path)) return true;
  }
  return false;
}

function parseRule(rule: string): Rule | undefined {
  const negated = rule.startsWith("!");
  const foldersOnly = rule.endsWith("/");
  const pattern = rule.slice(negated ? 1 : 0, foldersOnly ? -1 : undefined);
  const match = compilePathPattern(pattern.replace(/^\//, ""));
  if (!match) return undefined;
  const matches = pattern.includes("/")
    ? match
    : (path: string) => match(path.slice(path.lastIndexOf("/") + 1));
  return { negated, foldersOnly, matches };
}

type Token = "any" | ((character: string) => boolean);

/** Go's `filepath.Match`: `*` and `?` stay within a folder. `undefined` for a malformed pattern. */
export function compilePathPattern(pattern: string): ((path: string) => boolean) | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? "";
    if (character === "*") tokens.push("any");
    else if (character === "?") tokens.push((other) => other !== "/");
    else if (character === "[") {
      const set = parseClass(pattern, at + 1);
      if (!set) return undefined;
      tokens.push(set.accepts);
      at = set.end;
    } else {
      const literal = character === "\\" ? pattern[++at] : character;
      if (literal === undefined) return undefined;
      tokens.push((other) => other === literal);
    }
  }
  return (path) => matchTokens(tokens, path);
}

function parseClass(
  pattern: string,
  start: number,
): { accepts: (character: string) => boolean; end: number } | undefined {
  const negated = pattern[start] === "^";
  const ranges: [string, string][] = [];
  let at = negated ? start + 1 : start;
  const next = (): string | undefined => {
    if (pattern[at] === "\\") at++;
    at++;
    return pattern[at - 1];
  };
  while (pattern[at] !== "]" || ranges.length === 0) {
    if (pattern[at] === "-" || pattern[at] === "]") return undefined;
    const low = next();
    if (low === undefined) return undefined;
    let high: string | undefined = low;
    if (pattern[at] === "-") {
      at++;
      high = next();
    }
    if (high === undefined || high < low) return undefined;
    ranges.push([low, high]);
  }
  return {
    accepts: (character) => ranges.some(([low, high]) => character >= low && character <= high) !== negated,
    end: at,
  };
}

/** Going back to the last `*` alone is enough, as every star takes as little as it can. */
function matchTokens(tokens: readonly Token[], path: string): boolean {
  let token = 0;
  let star = -1;
  let resume = 0;
  for (let at = 0; at < path.length; ) {
    const current = tokens[token];
    if (current === "any") {
      star = token++;
      resume = at;
    } else if (current?.(path[at] ?? "") === true) {
      token++;
      at++;
    } else if (star >= 0 && path[resume] !== "/") {
      token = star + 1;
      at = ++resume;
    } else return false;
  }
  while (tokens[token] === "any") token++;
  return token === tokens.length;
}
