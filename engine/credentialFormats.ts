import type { Span } from "./yaml/span";

/** A kind of credential that is recognised by its form alone. */
interface CredentialFormat {
  /** With its article: `a GitHub token`. */
  readonly name: string;
  /** Bounded, and anchored by a prefix that is rare in other texts. */
  readonly pattern: RegExp;
  /** Texts that look made up still count: what matters is the form. */
  readonly anyContent?: boolean;
}

/**
 * Forms as their makers document them; the prefix is part of each. Forms without a prefix (40 characters of base64) are left
 * out, since they are as often a checksum.
 */
const formats: readonly CredentialFormat[] = [
  {
    name: "a private key",
    pattern:
      /-----BEGIN (?:[A-Z0-9]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n){1,8}(?:[A-Za-z][\w-]{1,30}: [^\n]{0,200}\n\s{0,40}){0,4}[A-Za-z0-9+/=]{8}/,
    anyContent: true,
  },
  {
    // The same line in base64, at any of the three ways that bytes can fall.
    name: "a private key in base64",
    pattern:
      /LS0tLS1CRUdJTi(?:BQUklWQVRFIEtFWS|BSU0EgUFJJVkFURSBLRVkt|BFQyBQUklWQVRFIEtFWS|BEU0EgUFJJVkFURSBLRVkt|BPUEVOU1NIIFBSSVZBVEUgS0VZ|BFTkNSWVBURUQgUFJJVkFURSBLRVkt)[A-Za-z0-9+/=]{16}/,
    anyContent: true,
  },
  { name: "an AWS access key", pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/ },
  {
    name: "an AWS secret key",
    pattern: /aws_?secret_?access_?key["']?\s{0,3}[:=]\s{0,3}["']?[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/])/i,
  },
  {
    name: "a GitHub token",
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{60,255})\b/,
  },
  { name: "a GitLab token", pattern: /\bgl(?:pat|ptt|dt|rt|cbt|soat)-[\w-]{20,64}/ },
  {
    name: "a Slack token",
    pattern:
      /\b(?:xox[abeoprs]-(?:\d-)?[0-9A-Za-z]{4,}-[0-9A-Za-z-]{10,200}|xapp-\d-[A-Z0-9]{8,}-\d{6,}-[0-9a-f]{32,})/,
  },
  {
    name: "a Slack webhook address",
    pattern:
      /hooks\.slack\.com\/(?:services|workflows)\/[TA][A-Z0-9]{6,14}\/[BA]?[A-Z0-9]{6,20}\/[A-Za-z0-9]{16,32}/,
  },
  { name: "a Stripe key", pattern: /\b[rs]k_live_[0-9A-Za-z]{16,247}\b/ },
  { name: "a Google API key", pattern: /\bAIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])/ },
  { name: "a Google OAuth client secret", pattern: /\bGOCSPX-[\w-]{28}(?![\w-])/ },
  {
    name: "a JSON web token",
    pattern: /\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,2000}/,
  },
  { name: "an npm token", pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { name: "a PyPI token", pattern: /\bpypi-AgE[\w-]{50,500}/ },
  { name: "a Docker Hub token", pattern: /\bdckr_(?:pat|oat)_[\w-]{27,40}/ },
  { name: "a SendGrid key", pattern: /\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])/ },
  { name: "a Twilio key", pattern: /\bSK[0-9a-fA-F]{32}\b/ },
  { name: "a Mailgun key", pattern: /\bkey-[0-9a-f]{32}\b/ },
  { name: "a Shopify token", pattern: /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b/ },
  { name: "a Square token", pattern: /\bsq0(?:atp-[\w-]{22}|csp-[\w-]{43})(?![\w-])/ },
  { name: "a DigitalOcean token", pattern: /\bdo[opr]_v1_[0-9a-f]{64}\b/ },
  { name: "a Vault token", pattern: /\bhv[sbr]\.[\w-]{24,300}/ },
  { name: "a Terraform Cloud token", pattern: /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,80}/ },
  { name: "an OpenAI key", pattern: /\bsk-(?:proj-|svcacct-|admin-)?[\w-]{20,100}T3BlbkFJ[\w-]{20,100}/ },
  { name: "an Anthropic key", pattern: /\bsk-ant-[a-z0-9]{3,10}-[\w-]{80,120}/ },
  { name: "a Hugging Face token", pattern: /\bhf_[A-Za-z]{34}\b/ },
  { name: "a Databricks token", pattern: /\bdapi[0-9a-f]{32}\b/ },
  { name: "a New Relic key", pattern: /\bNRAK-[A-Za-z0-9]{27}\b/ },
  { name: "a Grafana token", pattern: /\bglsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}\b/ },
  {
    name: "an Azure storage key",
    pattern: /\bAccountKey=[A-Za-z0-9+/]{86}==/,
  },
  {
    name: "a LaunchDarkly key",
    pattern: /\b(?:api|sdk)-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/,
  },
  { name: "an age key", pattern: /\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b/ },
];

/** One pass over a text that has none of the prefixes is all that most texts cost. */
const prefixes =
  /-----BEGIN |LS0tLS1CRUdJTi|AKIA|ASIA|aws_?secret|gh[pousr]_|github_pat_|gl(?:pat|ptt|dt|rt|cbt|soat)-|xox[abeoprs]-|xapp-|hooks\.slack|[rs]k_live_|AIza|GOCSPX-|eyJ|npm_|pypi-|dckr_|SG\.|SK[0-9a-f]|key-[0-9a-f]|shp(?:at|ca|pa|ss)_|sq0|do[opr]_v1_|hv[sbr]\.|atlasv1|T3BlbkFJ|sk-ant-|hf_|dapi|NRAK-|glsa_|AccountKey=|(?:api|sdk)-[0-9a-f]|AGE-SECRET/i;

const everyFormat = formats.map(({ pattern: { source, flags } }) => new RegExp(source, `${flags}g`));

/** Longer texts are data; looking at their beginning has to do. */
const longestText = 200_000;

/** True where a text may hold a credential, so that looking closer is worth while. */
export function mayHoldCredential(text: string): boolean {
  return prefixes.test(text);
}

/**
 * The password in an address (`postgres://me:…@db`, also without a scheme, as images are written), but not the tag of an
 * image before its digest (`web:1.2@sha256:…`).
 */
const passwordInAddress =
  /(:\/\/[^\s:@/"']{0,200}:)[^\s/"']{1,500}(?=@)|([\w.+%-]{1,200}:)[^\s:@/"']{1,500}(?=@(?![a-z0-9+._-]{1,20}:[0-9a-f]{16})[\w.[-])/g;

/** What a credential is replaced by where a text is shown. */
export const mask = "***";

/** The text with every credential that is recognised by its form alone replaced by `***`. For texts of some 1,000 characters. */
export function maskCredentials(text: string): string {
  const masked = text.includes("@") ? text.replace(passwordInAddress, `$1$2${mask}`) : text;
  if (!mayHoldCredential(masked)) return masked;
  return everyFormat.reduce((shown, pattern) => shown.replace(pattern, mask), masked);
}

/** The kind of the first credential in a text, with its article; never any part of it. */
export function credentialIn(text: string): string | undefined {
  return findCredential(text)?.name;
}

/** The same, with where it is on its first line. */
export function findCredential(text: string): { readonly name: string; readonly part: Span } | undefined {
  const beginning = text.length > longestText ? text.slice(0, longestText) : text;
  if (!mayHoldCredential(beginning)) return undefined;
  for (const { name, pattern, anyContent } of formats) {
    const match = pattern.exec(beginning);
    if (!match || (!anyContent && looksMadeUp(match[0]))) continue;
    const [firstLine = ""] = match[0].split("\n", 1);
    return { name, part: { start: match.index, end: match.index + firstLine.length } };
  }
  return undefined;
}

/** Examples of documentation: `AKIAIOSFODNN7EXAMPLE`, rows of one character, counting up. */
function looksMadeUp(credential: string): boolean {
  if (/example|placeholder|your|dummy|redacted|x{5}|\*{3}|0{8}|123456789|abcdefgh/i.test(credential))
    return true;
  return new Set(credential.slice(-20)).size < 6;
}
