import { removedApiTable } from "./removedApiTable";

/** The end of an API version of a kind, in minors of Kubernetes 1. */
export interface ApiLifecycle {
  readonly deprecatedIn: number | undefined;
  /** The first release that no longer serves it. */
  readonly removedIn: number | undefined;
  /** The apiVersion that the migration guide names; `undefined` where the kind is gone altogether. */
  readonly replacement: string | undefined;
}

const lifecycles = new Map<string, ApiLifecycle>();
for (const [apiVersion, kind, deprecatedIn, removedIn, replacement] of removedApiTable)
  lifecycles.set(`${apiVersion}/${kind}`, {
    deprecatedIn: deprecatedIn ?? undefined,
    removedIn: removedIn ?? undefined,
    replacement: replacement ?? undefined,
  });

/** `undefined` for versions that are neither removed nor announced for removal. */
export function apiLifecycle(apiVersion: string, kind: string): ApiLifecycle | undefined {
  return lifecycles.get(`${apiVersion}/${kind}`);
}

/**
 * The apiVersion to use instead on Kubernetes 1.`minor`, past replacements that are on their way out themselves; `undefined`
 * where none is served.
 */
export function replacementFor(apiVersion: string, kind: string, minor: number): string | undefined {
  const next = apiLifecycle(apiVersion, kind)?.replacement;
  if (next === undefined) return undefined;
  const { removedIn = Infinity, deprecatedIn = Infinity } = apiLifecycle(next, kind) ?? {};
  if (removedIn <= minor) return replacementFor(next, kind, minor);
  return deprecatedIn <= minor ? (replacementFor(next, kind, minor) ?? next) : next;
}
