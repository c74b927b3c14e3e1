import type { Report } from "../../engine/rule";
import { trimmedEnd } from "../../engine/trimmedEnd";
import type { Field } from "../../engine/yaml/field";
import { partOfText } from "../../engine/yaml/partOfText";
import type { Span } from "../../engine/yaml/span";

/** Forms of tokens that stand for one where a name ends in them: `SESSION_JWT`, `BEARER`. */
const forms = ["jwt", "bearer"];

/** Words that end the name of a credential by themselves, also as the end of a longer word (`PGPASSWORD`). */
const credentialEnd =
  /(?:password|passwords|passwd|passphrase|passcode|secret|token|apikey|secretkey|privatekey|credential|credentials)$/;
const credentialWords = new Set(["pwd", "pass", "pswd", "psw", "htpasswd", ...forms]);
/** What a `key` is called that opens something. */
const keyKinds = new Set(
  "access account api app auth batch client deploy encryption encrypt hmac jwt license master private secret security shared signing ssh storage subscription webhook".split(
    " ",
  ),
);
/** Last words that speak about a credential: where it is, what it is called, how long it lasts. */
const aboutWords = new Set(
  "address addr age alg algorithm annotation arn audience backend bucket budget class complexity config count dir directory days disabled duration enabled endpoint env exp expires expiration expiry field file filename folder format header hint host hostname id ids interval issuer kind label length lifetime limit location manager max message method min minutes mode mount name names namespace needed owner param path pattern policy port prefix prompt provider ref reference regex regexp region required resource rotation rule rules scope scopes seconds selector server service size source store suffix timeout ttl type uri url user username var variable version".split(
    " ",
  ),
);
/** Last words that leave what stands before them what it is. */
const contentWords = new Set([
  // SECRET_KEY_BASE of Rails, from which all other keys are made.
  "base",
  "base64",
  "b64",
  "content",
  "contents",
  "data",
  "default",
  "hash",
  "plain",
  "string",
  "text",
  "value",
]);
/** Before `secret`: the name of a Secret object rather than what is in it. */
const ownersOfSecrets = new Set([
  "password",
  "credentials",
  "credential",
  "tls",
  "cert",
  "certificate",
  "ca",
  "pull",
  "image",
  "ssl",
]);

/** A part of every name of a credential: most names are told apart by it, many times faster than by their words. */
const anyCredential = /pass|pwd|psw|secret|token|key|credential/i;

/**
 * True for a name that promises a credential: `DB_PASSWORD`, `api-key`, `clientSecret`; not for what only speaks about
 * one: `PASSWORD_FILE`, `SECRET_NAME`, `TOKEN_URL`, `PUBLIC_KEY`.
 */
export function isCredentialName(name: string): boolean {
  if (name.length > 200 || !(anyCredential.test(name) || endsInForm(name))) return false;
  const words = wordsOf(name);
  return endsInCredential(words) || beginsWithCredential(words);
}

function endsInForm(name: string): boolean {
  const lower = name.toLowerCase();
  return forms.some((form) => lower.endsWith(form));
}

/** `SECRET_BILLING`, where nothing says that it is about a secret. */
function beginsWithCredential(words: readonly string[]): boolean {
  const [first = "", ...rest] = words;
  return (
    /^(?:password|passwd|secret)$/.test(first) && !rest.some((word) => aboutWords.has(word) || word === "key")
  );
}

function endsInCredential(words: readonly string[]): boolean {
  const last = words.at(-1);
  if (last === undefined || aboutWords.has(last)) return false;
  const before = words.at(-2) ?? "";
  if (contentWords.has(last))
    return endsInCredential(words.slice(0, -1)) || (before === "key" && last === "content");
  if (last === "key") return keyKinds.has(before) && !ownersOfSecrets.has(words.at(-3) ?? "");
  if (last === "secret") return !ownersOfSecrets.has(before);
  if (last === "pass") return words.length > 1;
  return credentialWords.has(last) || credentialEnd.test(last);
}

/** `MYSQL_ROOT_PASSWORD_2`, `clientSecret` as lower-case words without closing numbers. */
function wordsOf(name: string): string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => (/^(?:base64|b64)$/.test(word) ? word : trimmedEnd(word, "0123456789")));
  return words.filter((word) => word !== "");
}

/** Words that switch something rather than open it. */
const switches =
  /^(?:true|false|yes|no|on|off|y|n|enabled?|disabled?|none|null|nil|n\/a|optional|required|auto)$/i;
/** Something that is looked up elsewhere: a variable, a template, a place in a secret store, an encrypted text. */
const references =
  /\$\(|\$\{|\{\{|^\$[A-Za-z_]|^%\w+%$|^<[^<>]*>$|^@|^(?:arn|aws|azure|env|file|gcp|k8s|kms|op|ref\+\w+|secret|secrets|secretref|sm|ssm|valueFrom|vault):|^ENC\[|^AgA[A-Za-z0-9+/]{100}/;
const path = /^(?:\.{0,2}|~|[A-Za-z]:)[\\/][\w.@~-]+(?:[\\/][\w.@~-]+)*[\\/]?$/;
const fileName = /^[\w-]+(?:\.[\w-]+)*\.(?:crt|conf|ini|jks|json|key|p12|pem|pfx|properties|txt|ya?ml)$/;
const address = /^[a-z][a-z0-9+.-]{1,20}:\/\//i;
const constant = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/**
 * True where the value under a credential's name is the credential itself, `changeme` included, as opposed to a place
 * where it is found, a switch, a number or a placeholder.
 */
export function isLiteralCredential(name: string, value: string): boolean {
  const text = value.trim();
  if (text === "" || text.length > 10_000 || switches.test(text) || references.test(text)) return false;
  if (/^\d{16,}$/.test(text)) return true;
  if (/^[-+]?\d+(?:\.\d+)?[smhd]?$/.test(text)) return /pass|pwd/i.test(name) && text.length > 3;
  if (path.test(text) || fileName.test(text) || constant.test(text)) return false;
  if (address.test(text)) return holdsPasswordInAddress(text);
  return !isNameOfSecret(name, text);
}

/** `CERT_SECRET: webhook-certs`: the name of an object, as Kubernetes writes names. */
function isNameOfSecret(name: string, value: string): boolean {
  if (!/secret$|credentials?$/i.test(name) || !/^[a-z0-9]+(?:[-.][a-z0-9]+)+$/.test(value)) return false;
  return /(?:^|[-.])(?:secrets?|certs?|tls|creds|credentials|keys?|tokens?|config)$/.test(value);
}

/** A user's password in an address: `postgres://shop:hunter2@db/shop`; not `http://user:$(PASSWORD)@host`. */
export function holdsPasswordInAddress(text: string): boolean {
  if (!text.includes("://")) return false;
  const found = /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'<>{}$()]{0,64}:([^\s@/"'<>{}$()]{1,128})@[\w.[-]/i.exec(
    text,
  );
  return found !== null && !/^[*x.]+$/i.test(found[1] ?? "");
}

/** The line of the credential within a text of several, where it can be told; otherwise the whole value is marked. */
export function markedPart(at: Field, part: Span): Pick<Report, "mark"> {
  const span = partOfText(at, part);
  return span ? { mark: { span } } : {};
}
