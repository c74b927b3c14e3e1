import { formatMessage } from "../../engine/message";
import { type CheckOptions, lintWith } from "./check";

/** The messages of one rule on a text of several objects, in the order of the text. */
export function messagesOf(rule: string, text: string, options: CheckOptions = {}): string[] {
  return lintWith(text, [rule], options)
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ message }) => formatMessage(message));
}

/** One document of one line for each object, in the flow style. */
export function objects(...texts: readonly string[]): string {
  return texts.join("\n---\n");
}

export interface Workload {
  readonly kind?: string;
  readonly namespace?: string;
  readonly image?: string;
  /** More keys of the pod spec, as `key: value, `. */
  readonly spec?: string;
  /** More keys of the object's spec. */
  readonly more?: string;
}

/** A workload whose pods have the label `app` of its name. */
export function workload(name: string, given: Workload = {}): string {
  const {
    kind = "Deployment",
    namespace = "shop",
    image = "registry.example/app:1.0",
    spec = "",
    more = "",
  } = given;
  const labels = `labels: { app: ${name} }`;
  const pod = `{ ${spec}containers: [{ name: main, image: "${image}" }] }`;
  const head = (version: string, labelled = "") =>
    `{ apiVersion: ${version}, kind: ${kind}, metadata: { name: ${name}, namespace: ${namespace}${labelled} }`;
  if (kind === "Pod") return `${head("v1", `, ${labels}`)}, spec: ${pod} }`;
  const template = `template: { metadata: { ${labels} }, spec: ${pod} }`;
  return `${head("apps/v1")}, spec: { ${more}selector: { matchLabels: { app: ${name} } }, ${template} } }`;
}

/** An object of any kind. */
export function object(
  apiVersion: string,
  kind: string,
  name: string,
  rest: string,
  namespace = "shop",
): string {
  return `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: ${name}, namespace: ${namespace} }, ${rest} }`;
}
