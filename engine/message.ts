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

/** Fills the template. Arguments are shortened and made visible: no line breaks, control or direction characters. */
export function formatMessage(message: Message): string {
  return message.template.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = Object.hasOwn(message.args, name) ? message.args[name] : undefined;
    return value === undefined ? place : visible(String(value));
  });
}

/**
 * A text of the manifest made safe to show on one line: control, zero-width and direction characters appear as
 * `\u{…}`, and what is over 200 characters is cut.
 */
export function visible(text: string): string {
  const cut = text.length > longestArgument ? `${text.slice(0, longestArgument)}…` : text;
  return cut.replace(
    /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g,
    (char) => `\\u{${char.charCodeAt(0).toString(16)}}`,
  );
}
