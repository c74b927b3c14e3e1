/**
 * A selector of Calico (docs.tigera.io, "Selectors") as a question to labels. What is more than comparisons joined by
 * `&&` or `||` counts as a match: nothing is called open because we could not read its policy.
 */
export function calicoSelector(text: string): (labels: ReadonlyMap<string, string>) => boolean {
  const selector = text.trim();
  if (selector === "" || selector === "all()" || selector.length > 500) return () => true;
  const bare = selector.replace(/(?:has|all|global)\([^()]*\)/g, "");
  if (/[()]/.test(bare)) return () => true;
  const alternatives = selector
    .split("||")
    .map((part) => part.split("&&").map((term) => comparison(term.trim())));
  return (labels) => alternatives.some((terms) => terms.every((term) => term(labels)));
}

/** True for a selector that selects everything. */
export function isEverything(text: string): boolean {
  return /^(?:all\(\))?$/.test(text.trim());
}

function comparison(term: string): (labels: ReadonlyMap<string, string>) => boolean {
  const has = /^(!?)\s*has\(\s*([^()\s]+)\s*\)$/.exec(term);
  if (has) return (labels) => labels.has(has[2] ?? "") !== (has[1] === "!");
  const equal = /^([^\s=!]+)\s*(==|!=)\s*(["'])([^"']*)\3$/.exec(term);
  if (equal) return (labels) => (labels.get(equal[1] ?? "") === equal[4]) === (equal[2] === "==");
  const list = /^([^\s{]+)\s+(not\s+)?in\s*\{([^{}]*)\}$/.exec(term);
  if (list) {
    const values = (list[3] ?? "").split(",").map((value) => value.trim().replace(/^["']|["']$/g, ""));
    return (labels) => {
      const value = labels.get(list[1] ?? "");
      return (value !== undefined && values.includes(value)) === (list[2] === undefined);
    };
  }
  return () => true;
}
