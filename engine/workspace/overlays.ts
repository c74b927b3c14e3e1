import type { RelatedPlace } from "../finding";
import { type ImageReference, parseImage } from "../kubernetes/image";
import { matchesAny } from "../pattern";
import type { Rule, SettledFinding } from "../rule";
import { pointerKey } from "../yaml/pointer";
import type { Snapshot } from "../yaml/snapshot";
import type { ResourceFacts } from "./facts";
import type { Kustomization, KustomizePatch } from "./kustomization";
import { changedByOperation, changedByPart, type PlaceInBase } from "./patchedPlace";
import { stepsBeside } from "./paths";
import { textMap } from "./selectors";
import type { WorkspaceIndex } from "./workspaceIndex";

/** What a rule is asked about an image that a kustomization puts in place of the one written. */
type ImageRule = Pick<Rule, "acceptsImage">;

/**
 * True where every kustomization that deploys the object puts something else in the finding's place. What a patch in a file
 * of its own puts there is judged in that file.
 */
export function isOverlaid(
  finding: SettledFinding,
  object: ResourceFacts,
  rule: ImageRule,
  workspace: WorkspaceIndex,
): boolean {
  if (!workspace.kustomizations.uses(object.file)) return false;
  return workspace.kustomizations.everyUse(object.file, changesOf(finding, object, rule, workspace));
}

/** As many as a reader looks at. */
const mostNamed = 3;

/**
 * Where some of the kustomizations that deploy the object put something else in the finding's place, those that do not:
 * each at the start of its file.
 */
export function deployedWithout(
  finding: SettledFinding,
  object: ResourceFacts,
  rule: ImageRule,
  workspace: WorkspaceIndex,
): readonly RelatedPlace[] {
  const { kustomizations } = workspace;
  if (!kustomizations.uses(object.file)) return [];
  const { changing, without } = kustomizations.usersOf(
    object.file,
    changesOf(finding, object, rule, workspace),
  );
  const [overlay] = changing;
  if (!overlay) return [];
  const { folder, file: own } = overlay;
  const name = stepsBeside(folder, object.file) || own.slice(folder.length + 1);
  return without.slice(0, mostNamed).map(({ file }) => ({
    file,
    span: { start: 0, end: 0 },
    message: {
      template: 'deployed from here without the change that "{overlay}" makes',
      args: { overlay: name },
    },
  }));
}

/** Tells which kustomizations put something else in the finding's place. */
function changesOf(
  finding: SettledFinding,
  object: ResourceFacts,
  rule: ImageRule,
  workspace: WorkspaceIndex,
): (kustomization: Kustomization) => boolean {
  const steps = finding.path.split("/").slice(1).map(pointerKey);
  const at = below(object.root, steps);
  const place: PlaceInBase = { object, steps, isMissing: !at.present };
  return (kustomization) =>
    setsField(kustomization, place, at) ||
    setsImage(kustomization, place, at, rule) ||
    kustomization.patches.some((patch) => patches(patch, place, workspace));
}

/** By `namespace`, `replicas` and labels. */
function setsField(
  { namespace, replicas, labels }: Kustomization,
  { object, steps }: PlaceInBase,
  at: Snapshot,
): boolean {
  const path = steps.join(".");
  if (path === "metadata.namespace")
    return namespace !== undefined && namespace !== "default" && namespace !== at.text();
  if (path === "spec.replicas")
    return replicas.some(({ name, count }) => name === object.reference.name && count > 1);
  return steps[0] === "metadata" && steps[1] === "labels" && steps.length === 3 && labels.has(steps[2] ?? "");
}

/** By `images`: the name is that of the image as written, without tag and digest. */
function setsImage(
  { images }: Kustomization,
  { steps }: PlaceInBase,
  at: Snapshot,
  rule: ImageRule,
): boolean {
  if (steps.at(-1) !== "image" || images.length === 0) return false;
  const written = parseImage(at.string() ?? "");
  if (!written) return false;
  const name = nameOf(written);
  for (const image of images) {
    if (image.name !== name) continue;
    const digest = image.digest ?? (image.newTag === undefined ? written.digest?.text : undefined);
    const tag = image.newTag ?? (image.digest === undefined ? written.tag?.text : undefined);
    const text = `${image.newName ?? name}${tag ? `:${tag}` : ""}${digest ? `@${digest}` : ""}`;
    const changed = parseImage(text);
    return changed !== undefined && rule.acceptsImage?.(changed) === true;
  }
  return false;
}

function nameOf({ registry, repository }: ImageReference): string {
  return registry ? `${registry.text}/${repository.text}` : repository.text;
}

function patches(patch: KustomizePatch, place: PlaceInBase, workspace: WorkspaceIndex): boolean {
  const { target, file, parts, operations } = patch;
  if (target && !isTarget(target, place.object)) return false;
  const inFile = file === undefined ? [] : workspace.operationsIn(file);
  if (target && [...operations, ...inFile].some((operation) => changedByOperation(operation, place)))
    return true;
  const applies = (part: Snapshot) => target !== undefined || isPartOf(part, place.object);
  if (parts.some((part) => applies(part) && changedByPart(part, place, { isJudged: false }))) return true;
  if (file === undefined) return false;
  return workspace
    .inFile(file)
    .some(({ root }) => applies(root) && changedByPart(root, place, { isJudged: true }));
}

/** A strategic merge patch without a target changes the object of its own kind, name and namespace. */
function isPartOf(part: Snapshot, { reference }: ResourceFacts): boolean {
  const namespace = part.at("metadata", "namespace").text();
  return (
    part.at("kind").string() === reference.kind &&
    part.at("metadata", "name").text() === reference.name &&
    (namespace ?? null) === reference.namespace
  );
}

/** `Selector` of sigs.k8s.io/kustomize/api/types, v5: what it does not name, it does not ask for. */
function isTarget(target: Snapshot, { reference, root }: ResourceFacts): boolean {
  const [group = "", version] = reference.apiVersion.includes("/")
    ? reference.apiVersion.split("/")
    : ["", reference.apiVersion];
  const given: Readonly<Record<string, string>> = {
    group,
    version: version ?? "",
    kind: reference.kind,
    name: reference.name ?? "",
    namespace: reference.namespace ?? "",
  };
  for (const [key, value] of Object.entries(given)) {
    const asked = target.at(key).text();
    if (asked && !matchesExpression(value, asked)) return false;
  }
  return (
    selects(target.at("labelSelector").text(), textMap(root.at("metadata", "labels"))) &&
    selects(target.at("annotationSelector").text(), textMap(root.at("metadata", "annotations")))
  );
}

/**
 * Whole names by an expression of names, `.*` and `|`. Any other expression matches nothing: it cannot be run without
 * the risk that it never ends, and the finding stays.
 */
function matchesExpression(text: string, expression: string): boolean {
  const plain = expression.replace(/^\^/, "").replace(/\$$/, "");
  const parts = plain.split("|").map((part) => part.replaceAll(".*", "\0"));
  if (parts.some((part) => /[\\^$*+?()[\]{}]/.test(part))) return false;
  return matchesAny(
    text,
    parts.map((part) => part.replaceAll("\0", "*")),
  );
}

/** `app=web,tier!=db,team,!old`; other requirements are not decided here, and the finding stays. */
function selects(selector: string | undefined, values: ReadonlyMap<string, string>): boolean {
  if (!selector) return true;
  return selector.split(",").every((requirement) => {
    const [, not, key, operator, value] =
      /^(!?)([^\s=!()]+)(?:\s*(==?|!=)\s*([^\s=!()]*))?$/.exec(requirement.trim()) ?? [];
    if (key === undefined) return false;
    if (operator === undefined) return values.has(key) === (not !== "!");
    return (values.get(key) === value) === (operator !== "!=");
  });
}

function below(root: Snapshot, steps: readonly string[]): Snapshot {
  let at = root;
  for (const step of steps) at = at.at(at.isSequence ? Number(step) : step);
  return at;
}
