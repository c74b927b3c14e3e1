import type { FixSafety } from "./fix";
import type { Message } from "./message";
import type { ProfileName } from "./profile";
import type { PathEdit, PlainMap } from "./yaml/pathEdit";
import type { Span, TextEdit } from "./yaml/span";

export const severities = ["critical", "high", "medium", "low", "info"] as const;
export type Severity = (typeof severities)[number];

export const confidences = ["high", "medium", "low"] as const;
export type Confidence = (typeof confidences)[number];

/** True where `severity` is as grave as `threshold` or graver. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}

/** Which object a finding is about. */
export interface ResourceReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string | null;
  readonly namespace: string | null;
  /** Zero-based index of the document in its file. */
  readonly document: number;
}

/** Another place that a finding speaks of; `span` counts from the start of the file it lies in. */
export interface RelatedPlace {
  /** The file, as the caller names files; `undefined` for the finding's own. */
  readonly file: string | undefined;
  readonly span: Span;
  readonly message: Message;
}

/** A fix that can be had: its edits are computed when somebody asks. */
export interface FindingFix {
  readonly title: Message;
  readonly safety: FixSafety;
  /** What it declares to change, as paths of the document: nothing else may read differently afterwards. */
  readonly changes: readonly PathEdit[];
  /** Puts right what has no effect as it is written: it goes before all that adds settings. */
  readonly corrects: boolean;
  /** Why it has to wait for a correction that the text needs first. */
  readonly refusal?: string;
  /** What the document says that it adds behind its own. */
  readonly newDocument: PlainMap | undefined;
  /** The edits, in offsets of the file, or why this text cannot be edited without a guess. */
  edits(): FixResult;
}

export type FixResult = { readonly edits: readonly TextEdit[] } | { readonly refused: string };

/** One risky setting at one place. No part of it can carry a secret's value. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: Message;
  /** UTF-16 offsets in the file. */
  readonly span: Span;
  readonly resource: ResourceReference;
  /** JSON Pointer in the document to the field, which need not exist. */
  readonly path: string;
  /** The path with the names of list items in place of their indexes, see `lastingPath`. */
  lastingPath(): string;
  /** JSON Pointer to what the rule looked at: a container, a pod spec, a resource. */
  readonly subject: string;
  /** The profiles that ask for it. */
  readonly profiles: readonly ProfileName[];
  /** The setting is absent: the finding is about what is not written. */
  readonly missing: boolean;
  readonly fix: FindingFix | undefined;
  readonly related: readonly RelatedPlace[];
  /** Of a chart: the values files with which it holds, `values.yaml` for none but the chart's own. */
  readonly environments?: readonly string[];
  /** Of a chart: the rules whose findings say the same less precisely, and are left out for it. */
  readonly folded?: readonly string[];
  /** Of a chart: the image of the container it is about, as it is rendered. */
  renderedImage?(): string | undefined;
}
