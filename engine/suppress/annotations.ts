import { fixEdits } from "../fixEdits";
import { podPlaces } from "../kubernetes/podSpec";
import type { ResourceView } from "../kubernetes/resource";
import { visible } from "../message";
import type { Field } from "../yaml/field";
import { remove } from "../yaml/pathEdit";
import { type Directive, type NamedRule, readJustification } from "./directive";
import { rulesOfChecks, skipInAnnotation } from "./foreign";
import type { KnownRules } from "./readDirectives";

export const annotationPrefix = "ignore.kubehint/";
/** Names every rule, since no annotation may be called `*`. */
const everyRule = "all";

/** Directives in the annotations of an object and of its pod templates. */
export function annotationDirectives(resource: ResourceView, known: KnownRules): Directive[] {
  const metadata = new Map([[resource.metadata.pointer, { metadata: resource.metadata, of: resource.root }]]);
  for (const place of podPlaces(resource))
    metadata.set(place.metadata.pointer, {
      metadata: place.metadata,
      of: place.metadata.parent ?? resource.root,
    });
  return [...metadata.values()].flatMap(({ metadata: at, of }) => directivesIn(at, of, known));
}

function directivesIn(metadata: Field, of: Field, known: KnownRules): Directive[] {
  const annotations = metadata.at("annotations");
  return annotations.entries().flatMap((entry): Directive[] => {
    const name = String(entry.key);
    const text = entry.text() ?? "";
    if (name.startsWith(annotationPrefix))
      return [ownDirective(entry, name.slice(annotationPrefix.length), text, of, known)];
    const skip = skipInAnnotation(name, text, (other) => annotations.at(other).text());
    const rules = skip ? rulesOfChecks(skip, known.peers) : [];
    if (!skip || rules.length === 0) return [];
    return [
      {
        ...placed(entry, of),
        own: false,
        rules: rules.map((id): NamedRule => ({ name: id, id, span: entry.span })),
        reason: visible(skip.reason),
        until: skip.until,
        fault: undefined,
        changes: [],
        remove: () => ({ refused: "it belongs to another tool" }),
      },
    ];
  });
}

function placed(entry: Field, of: Field): Pick<Directive, "by" | "covers" | "span" | "pointer"> {
  return {
    by: "annotation",
    covers: { kind: "object", pointer: of.pointer },
    span: entry.keySpan ?? entry.span,
    pointer: entry.pointer,
  };
}

function ownDirective(entry: Field, name: string, text: string, of: Field, known: KnownRules): Directive {
  const span = entry.keySpan ?? entry.span;
  const changes = [remove(entry.parent?.entries().length === 1 ? entry.parent : entry)];
  return {
    ...placed(entry, of),
    own: true,
    rules: [{ name, id: name === everyRule ? "*" : known.ids.get(name), span }],
    ...readJustification(text),
    changes,
    remove: () => fixEdits(changes),
  };
}
