import { type CST, lex, Parser } from "yaml";

/**
 * The only file that knows the `yaml` package. 3.x lexes into an array and parses into `Parser.tokens`; 2.x does both
 * with generators and makes the same tokens: `test/corpus/parsers.ts` holds the two against each other.
 */
export type Token = CST.Token;
export type SourceToken = CST.SourceToken;
export type FlowScalarToken = CST.FlowScalar;
export type BlockScalarToken = CST.BlockScalar;
export type DocumentToken = CST.Document;
export type CollectionToken = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

/** An entry of a collection: what stands before the key or item, the key, what stands before the value, the value. */
export interface CollectionItem {
  readonly start: readonly SourceToken[];
  readonly key?: Token | null;
  readonly sep?: readonly SourceToken[];
  readonly value?: Token;
}

/**
 * The deepest nesting that is read. Kubernetes' own limit is 10,000, honest manifests stay below 40; recursion on far
 * deeper input exhausts the stack, and on Node 20 that can abort the process.
 */
export const maxDepth = 200;

export interface TokenStream {
  readonly tokens: readonly Token[];
  /** Offset at which the nesting got too deep and reading stopped. */
  readonly tooDeepAt?: number;
}

/** Lexes and parses one document's text into concrete syntax tokens. Never throws on any text. */
export function tokenize(text: string): TokenStream {
  const parser = new Parser();
  for (const source of lex(text)) {
    parser.next(source);
    if (parser.stack.length > maxDepth) return { tokens: [], tooDeepAt: parser.offset };
  }
  return { tokens: parser.end() };
}
