import type { Confidence, ResourceReference, Severity } from "./finding";
import type { Fix } from "./fix";
import type { ComponentView } from "./kubernetes/component";
import type { ContainerView } from "./kubernetes/container";
import type { ImageReference } from "./kubernetes/image";
import type { PodSpecView } from "./kubernetes/podSpec";
import type { RbacRuleView } from "./kubernetes/rbac";
import type { ResourceView } from "./kubernetes/resource";
import type { MessageArguments } from "./message";
import type { ProfileName } from "./profile";
import type { ResourceFacts } from "./workspace/facts";
import type { WorkspaceIndex } from "./workspace/workspaceIndex";
import type { Reading } from "./yaml/reading";

/** What a rule can ask to be shown, one at a time. */
export interface Subjects {
  /** Every object, the items of lists included. */
  resource: ResourceView;
  /** The pod spec of every workload. */
  podSpec: PodSpecView;
  /** Every container: regular, init and ephemeral. */
  container: ContainerView;
  /** Every entry of `rules` of a Role or ClusterRole. */
  rbacRule: RbacRuleView;
  /** Every part of the control plane, kubelet and kube-proxy that a manifest or a configuration sets up. */
  component: ComponentView;
  /** Every object of the workspace, together with all the others. */
  workspace: ObjectInWorkspace;
  /** Suppressions: the engine judges for the rule (`suppress/notices.ts`), whose check is never called. */
  suppression: never;
  /** Values files of charts: the check of the chart judges for the rule, whose own check is never called. */
  values: never;
}

/** An object among the other objects of its workspace. */
export interface ObjectInWorkspace {
  readonly object: ResourceFacts;
  readonly workspace: WorkspaceIndex;
}

export type SubjectName = keyof Subjects;

/** One finding as a rule reports it. */
export interface Report {
  /** The setting; a missing one is shown at `place`, or at the nearest existing parent. */
  readonly at: Reading;
  /** Where to show it when `at` does not exist; by default the subject's own place. */
  readonly place?: Reading;
  /** The container it is about, where the rule looks at whole pods: it stands in for the subject. */
  readonly container?: ContainerView;
  /** What is underlined. `key`: the key itself is wrong, not its value; or the part of the place that makes it so. */
  readonly mark?: "value" | "key" | Pick<Reading, "span">;
  /** Which of the rule's messages. */
  readonly message: string;
  readonly args?: MessageArguments;
  /** The setting is absent (or null), as opposed to set to something risky. */
  readonly missing?: boolean;
  /** The profiles that ask for this finding, where they are fewer than the rule's. */
  readonly profiles?: readonly ProfileName[];
  /** Overrides the rule's severity, only downwards. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedReport[];
  /** Called when somebody asks for the fix. */
  readonly fix?: () => Fix | undefined;
}

/** Another place that a finding speaks of. */
export interface RelatedReport {
  readonly at: Reading;
  /** The object that `at` belongs to, where it is not the one the rule looks at. */
  readonly of?: ResourceFacts;
  readonly message: string;
  readonly args?: MessageArguments;
}

export interface RuleContext {
  /** The minor version of Kubernetes the manifests are for: 37 for 1.37. */
  readonly minor: number;
  /** The rule's options as the user set them; none where nothing is set. */
  readonly options: RuleOptions;
  report(report: Report): void;
  /** The value is filled in later, so that this rule cannot tell; counted, never guessed. */
  undecided(at: Reading): void;
}

export interface Rule<S extends SubjectName = SubjectName> {
  /** Kebab-case, names the problem, and is the file's name. */
  readonly id: string;
  /** Other ids of the same rule: of a catalogue, of former versions. */
  readonly aliases?: readonly string[];
  readonly title: string;
  readonly on: S;
  /** The only kinds it is shown: `Service`, or with the group where it is not Kubernetes' own, `route.openshift.io/Route`. */
  readonly kinds?: readonly string[];
  /** Of those, for a rule on the workspace, what it has something to say of: where nothing is, it neither passes nor fails. */
  concerns?(object: ResourceFacts): boolean;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly profiles: readonly ProfileName[];
  /**
   * The fields it reads, for the hover: `container.securityContext.privileged`, `pod.hostPID`, `resource.spec.type`;
   * `*` stands for any key or index. The name of an annotation or label may have dots, and end in `/*` for its prefix.
   */
  readonly fields: readonly string[];
  /** Rules that say the same of the same subject more precisely: where one of them speaks, this one is silent. */
  readonly coveredBy?: readonly string[];
  /** The best fix it ever offers. */
  readonly fix?: "safe" | "review";
  /** What a user can set. A rule that cannot speak without being told something is silent until it is. */
  readonly options?: Readonly<Record<string, OptionDeclaration>>;
  /** Message templates by name: one clause, no full stop: `container "{container}" runs privileged`. */
  readonly messages: Readonly<Record<string, string>>;
  // A method, so that a rule on one subject is a `Rule` of any subject for those who only list rules.
  check(subject: Subjects[S], context: RuleContext): void;
  /** What it finds of an object only among the others, besides what `check` finds of it alone. */
  among?(subject: ObjectInWorkspace, context: RuleContext): void;
  /** For a rule about the image of a container: true where it has nothing to say of this one, which Kustomize puts in its place. */
  acceptsImage?(image: ImageReference): boolean;
  /** Takes back what `check` found, where other objects say that it is in order. */
  readonly settledBy?: Settlement;
}

export interface Settlement {
  /** The objects that can say so (see `ResourceFacts.kind`): without one of them nothing is taken back. */
  readonly kinds: readonly string[];
  /** True where the finding about this object is in order. */
  settles(finding: SettledFinding, subject: ObjectInWorkspace): boolean;
}

/** What identifies a finding once it is plain data. */
export interface SettledFinding {
  readonly rule: string;
  readonly resource: ResourceReference;
  /** JSON Pointer in the document. */
  readonly path: string;
}

/** True for a rule that has something to say of objects among others. */
export function looksAcross(rule: Rule): boolean {
  return rule.on === "workspace" || rule.among !== undefined || rule.settledBy !== undefined;
}

export type OptionValue = string | number | boolean | readonly string[];
export type RuleOptions = Readonly<Record<string, OptionValue>>;

export interface OptionDeclaration {
  readonly type: "texts" | "text" | "number" | "boolean";
  readonly description: string;
}

/** Declares a rule; its `check` is typed by what it subscribes to. */
export function defineRule<S extends SubjectName>(rule: Rule<S>): Rule<S> {
  return rule;
}

/** The ids of frameworks and of the same check in other tools, and the texts that explain a rule; loaded when asked for. */
export interface RuleDocs {
  /** What is wrong: one or two sentences. Markdown. */
  readonly what: string;
  /** The attack that it makes possible: two or three sentences. */
  readonly why: string;
  /** When it is legitimate, and what to do then. */
  readonly legitimate: string;
  /** How to put it right. */
  readonly how: string;
  /** Names and addresses of Kubernetes' own documentation and of standards. */
  readonly references: readonly { readonly title: string; readonly url: string }[];
  readonly frameworks: Frameworks;
  /** Tool -> ids of the same check. */
  readonly peers: Readonly<Record<string, readonly string[]>>;
  /**
   * Complete manifests; the tests run them. `fixed` is `bad` after the rule's fix, where it has one; `options` is what
   * the rule is told first, where it is silent until then.
   */
  readonly examples: {
    readonly bad: string;
    readonly good: string;
    readonly fixed?: string;
    readonly options?: RuleOptions;
  };
}

export interface Frameworks {
  readonly pss?: "baseline" | "restricted";
  readonly "owasp-2022"?: readonly string[];
  readonly "owasp-2025"?: readonly string[];
  readonly nsa?: readonly string[];
  readonly cis?: readonly string[];
  readonly mitre?: readonly string[];
  readonly soc2?: readonly string[];
  readonly pci?: readonly string[];
  readonly hipaa?: readonly string[];
  readonly cwe?: readonly string[];
}
