import { mask, maskCredentials } from "../engine/credentialFormats";
import type { Masking } from "../engine/workspace/plainFacts";
import type { Span } from "../engine/yaml/span";
import { isCredentialName, isLiteralCredential } from "../rules/shared/credentials";

/** Masks what stands where a secret does, looks like one, or is called one. */
export function masking(secrets: readonly Span[]): Masking {
  return (text, start, end, key) => {
    if (secrets.some((secret) => secret.start < end && secret.end > start)) return mask;
    if (isCredentialName(key) && isLiteralCredential(key, text)) return mask;
    return maskCredentials(text);
  };
}
