import { bytesOf } from "../bytes";
import { decodeBase32, decodeBase64, encodeBase32, encodeBase64 } from "../lib/base";
import { adler32, sha1, sha256, sha512 } from "../lib/hash";
import { joinUrl, parseUrl } from "../lib/url";
import type { TemplateFunction } from "../template/function";
import { GoMap, type Value } from "../value";
import { fail, fn, kindOf, ofStrings, str } from "./define";

/** sprig's encodings, digests and addresses (`strings.go`, `crypto.go`, `url.go`, v3.3.0). */
export const encoding: Readonly<Record<string, TemplateFunction>> = {
  b64enc: ofStrings(1, encodeBase64),
  b64dec: ofStrings(1, (text) => {
    const decoded = decodeBase64(text);
    return "text" in decoded ? decoded.text : `illegal base64 data at input byte ${decoded.badAt}`;
  }),
  b32enc: ofStrings(1, encodeBase32),
  b32dec: ofStrings(1, (text) => {
    const decoded = decodeBase32(text);
    return "text" in decoded ? decoded.text : `illegal base32 data at input byte ${decoded.badAt}`;
  }),
  sha1sum: digest((bytes) => sha1(bytes)),
  sha256sum: digest((bytes) => sha256(bytes)),
  sha512sum: digest((bytes) => sha512(bytes)),
  adler32sum: digest((bytes) => String(adler32(bytes))),
  urlParse: ofStrings(1, (text) => {
    const parsed = parseUrl(text);
    if ("error" in parsed) return fail(`unable to parse url: ${parsed.error}`);
    return new GoMap(new Map<string, Value>(parts.map((part) => [part, parsed[part]])));
  }),
  urlJoin: fn("m", ([map]) => {
    const part = (key: string): string => partOf(map, key);
    const [scheme, host, hostname, path, query, opaque, fragment, userinfo] = parts.map(part);
    const joined = joinUrl({
      scheme: scheme ?? "",
      host: host ?? "",
      hostname: hostname ?? "",
      path: path ?? "",
      query: query ?? "",
      opaque: opaque ?? "",
      fragment: fragment ?? "",
      userinfo: userinfo ?? "",
    });
    return typeof joined === "string" ? joined : fail(`unable to parse userinfo in dict: ${joined.error}`);
  }),
};

const parts = ["scheme", "host", "hostname", "path", "query", "opaque", "fragment", "userinfo"] as const;

function partOf(map: Value, key: string): string {
  if (!(map instanceof GoMap) || !map.has(key)) return "";
  const value = map.get(key);
  if (value === null || value === undefined)
    fail("runtime error: invalid memory address or nil pointer dereference");
  if (kindOf(value) !== "string")
    fail(`unable to parse ${key} key, must be of type string, but ${kindOf(value)} found`);
  return str(value);
}

/** What goes over each byte many times counts for more than its text. */
function digest(make: (bytes: Uint8Array) => string): TemplateFunction {
  return fn("s", ([text], call) => {
    call.host.charge(str(text).length);
    return make(bytesOf(str(text)));
  });
}
