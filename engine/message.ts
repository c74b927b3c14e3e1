import { maskCredentials } from "./credentialFormats";

/**
 * A text with named places, kept apart until somebody shows it, so that it can be said in another language.
 * Arguments are names and settings of the manifest; a secret's value must never be one.
 */
export interface Message {
  /** `container "{container}" runs privileged` */
  readonly template: string;
  readonly args: MessageArguments;
}

export type MessageArguments = Readonly<Record<string, string | number>>;

const longestArgument = 200;
/** A credential that begins within what is shown is recognised even where it ends beyond. */
const longestLook = 5000;

/** Fills the template. Arguments are shortened and made visible: no line breaks, control or direction characters. */
export function formatMessage(message: Message): string {
  return message.template.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = Object.hasOwn(message.args, name) ? message.args[name] : undefined;
    return value === undefined ? place : visible(String(value));
  });
}

/**
 * A text of the manifest made safe to show on one line: control, zero-width and direction characters appear as
 * `\u{…}`, what has the form of a credential as `***`, and what is over 200 characters is cut.
 */
export function visible(text: string): string {
  const masked = maskCredentials(text.slice(0, longestLook));
  // What ends a name in quotes still ends it.
  const end = masked.endsWith('"') ? '…"' : "…";
  const cut = masked.length > longestArgument ? `${masked.slice(0, longestArgument)}${end}` : masked;
  return printable(cut);
}

/** Control, zero-width, filling, tag and direction characters. */
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb\p{Default_Ignorable_Code_Point}]/gu;

/** Nothing else than ASCII that prints, which most texts are: ten times faster to tell than to search by property. */
const plain = /^[ -~]*$/;

/** JSON of plain data with the same characters escaped; `JSON.stringify` leaves most of them as they are. */
export function printableJson(value: unknown, indent?: number): string {
  return escapedJson(JSON.stringify(value, undefined, indent));
}

/** JSON with those characters escaped. */
export function escapedJson(json: string): string {
  if (plain.test(json)) return json;
  return json.replace(unprintable, (chars) =>
    // Breaks between the lines of the JSON itself.
    chars === "\n"
      ? chars
      : chars.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}

/** A text of any length without what hides itself or steers a terminal: that appears as `\u{…}`. */
export function printable(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(unprintable, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}
