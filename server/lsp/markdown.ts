import { type Message, visible } from "../../engine/message";

/**
 * A text of the manifest as inline code: inert whatever it holds. Untrusted Markdown still loads images and renders
 * links, so nothing of a manifest may reach it in any other way.
 */
export function code(text: string): string {
  const shown = visible(text);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^`|`$|^ .* $/.test(shown) || shown.trim() === "" ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A message as running text, in which whatever comes from the manifest is inline code. */
export function prose({ template, args }: Message): string {
  return template
    .split(/("?\{\w+\}"?)/)
    .map((part) => {
      const name = /^"?\{(\w+)\}"?$/.exec(part)?.[1];
      if (name !== undefined && Object.hasOwn(args, name)) return code(String(args[name]));
      return part.replace(/[\\`*_[\]<>#|~]/g, "\\$&");
    })
    .join("");
}
