import { bytesOf, textOf } from "../bytes";
import { quoteGo } from "./quote";

/** The parts that sprig's `urlParse` gives and `urlJoin` takes; all are text, empty where absent. */
export interface UrlParts {
  readonly scheme: string;
  readonly host: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: string;
  readonly opaque: string;
  readonly fragment: string;
  readonly userinfo: string;
}

type Component = "path" | "segment" | "host" | "zone" | "user" | "query" | "fragment";

/** Thrown inside, and caught by what is exported. */
class Refused extends Error {}

/** Go's `url.Parse`, or its error. */
export function parseUrl(text: string): UrlParts | { readonly error: string } {
  const [main = "", ...fragments] = text.split("#");
  const fragment = fragments.join("#");
  try {
    const parts = parse(main);
    try {
      return { ...parts, fragment: unescapeUrl(fragment, "fragment") };
    } catch (error) {
      return failure(error, text);
    }
  } catch (error) {
    return failure(error, main);
  }
}

function failure(error: unknown, text: string): { error: string } {
  if (!(error instanceof Refused)) throw error;
  return { error: `parse ${quoteGo(text)}: ${error.message}` };
}

function parse(text: string): UrlParts {
  const none = {
    scheme: "",
    host: "",
    hostname: "",
    path: "",
    query: "",
    opaque: "",
    fragment: "",
    userinfo: "",
  };
  if (/[\0-\x1f\x7f]/.test(text)) throw new Refused("net/url: invalid control character in URL");
  if (text === "*") return { ...none, path: "*" };
  if (text.startsWith(":")) throw new Refused("missing protocol scheme");
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1] ?? "";
  const behind = scheme === "" ? text : text.slice(scheme.length + 1);
  const question = behind.indexOf("?");
  let rest = question < 0 ? behind : behind.slice(0, question);
  const query = question < 0 ? "" : behind.slice(question + 1);
  const known = { ...none, scheme: scheme.toLowerCase(), query };
  if (!rest.startsWith("/")) {
    if (scheme !== "") return { ...known, opaque: rest };
    if ((rest.split("/")[0] ?? "").includes(":"))
      throw new Refused("first path segment in URL cannot contain colon");
  }
  let authority = { host: "", userinfo: "" };
  if ((scheme !== "" || !rest.startsWith("///")) && rest.startsWith("//")) {
    const slash = rest.indexOf("/", 2);
    authority = parseAuthority(rest.slice(2, slash < 0 ? rest.length : slash));
    rest = slash < 0 ? "" : rest.slice(slash);
  }
  return { ...known, ...authority, hostname: hostnameOf(authority.host), path: unescapeUrl(rest, "path") };
}

function parseAuthority(authority: string): { host: string; userinfo: string } {
  const at = authority.lastIndexOf("@");
  const host = parseHost(authority.slice(at + 1));
  if (at < 0) return { host, userinfo: "" };
  const userinfo = authority.slice(0, at);
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(userinfo)) throw new Refused("net/url: invalid userinfo");
  const colon = userinfo.indexOf(":");
  const user = escapeUrl(unescapeUrl(colon < 0 ? userinfo : userinfo.slice(0, colon), "user"), "user");
  if (colon < 0) return { host, userinfo: user };
  return { host, userinfo: `${user}:${escapeUrl(unescapeUrl(userinfo.slice(colon + 1), "user"), "user")}` };
}

function parseHost(host: string): string {
  const open = host.lastIndexOf("[");
  if (open > 0) throw new Refused("invalid IP-literal");
  if (open === 0) {
    const close = host.lastIndexOf("]");
    if (close < 0) throw new Refused("missing ']' in host");
    checkPort(host.slice(close + 1));
    const zone = host.slice(0, close).indexOf("%25");
    if (zone >= 0)
      return (
        unescapeUrl(host.slice(0, zone), "host") +
        unescapeUrl(host.slice(zone, close), "zone") +
        unescapeUrl(host.slice(close), "host")
      );
  } else if (host.includes(":")) checkPort(host.slice(host.lastIndexOf(":")));
  return unescapeUrl(host, "host");
}

function checkPort(port: string): void {
  if (!/^(?::\d*)?$/.test(port)) throw new Refused(`invalid port ${quoteGo(port)} after host`);
}

function hostnameOf(host: string): string {
  const colon = host.lastIndexOf(":");
  const name = colon >= 0 && /^:\d*$/.test(host.slice(colon)) ? host.slice(0, colon) : host;
  return name.startsWith("[") && name.endsWith("]") ? name.slice(1, -1) : name;
}

/** Go's `URL.String()` of the parts; `error` where the userinfo cannot be parsed. */
export function joinUrl(parts: UrlParts): string | { readonly error: string } {
  const user = parts.userinfo === "" ? undefined : parseUrl(`proto://${parts.userinfo}@host`);
  if (user && "error" in user) return user;
  const userinfo = user === undefined ? undefined : user.userinfo;
  let text = parts.scheme === "" ? "" : `${parts.scheme}:`;
  if (parts.opaque !== "") text += parts.opaque;
  else {
    if (parts.scheme !== "" || parts.host !== "" || userinfo !== undefined) {
      if (parts.host !== "" || parts.path !== "" || userinfo !== undefined) text += "//";
      if (userinfo !== undefined) text += `${userinfo}@`;
      text += escapeUrl(parts.host, "host");
    }
    const path = parts.path === "*" ? "*" : escapeUrl(parts.path, "path");
    if (path !== "" && !path.startsWith("/") && parts.host !== "") text += "/";
    if (text === "" && (path.split("/")[0] ?? "").includes(":")) text += "./";
    text += path;
  }
  if (parts.query !== "") text += `?${parts.query}`;
  return parts.fragment === "" ? text : `${text}#${escapeUrl(parts.fragment, "fragment")}`;
}

/** Go's `url.QueryEscape`. */
export function queryEscape(text: string): string {
  return escapeUrl(text, "query");
}

/** Go's `url.PathEscape`. */
export function pathEscape(text: string): string {
  return escapeUrl(text, "segment");
}

const kept: Record<Component, string> = {
  path: "$&+,/:;=@",
  segment: "$&+:=@",
  host: "!$&'()*+,;=:[]<>\"",
  zone: "!$&'()*+,;=:[]<>\"",
  user: "$&+,;=",
  query: "",
  fragment: "$&+,/:;=?@!()*",
};

/** net/url, `escape`: what each part may hold unescaped. */
function escapeUrl(text: string, component: Component): string {
  if (/^[A-Za-z0-9\-_.~]*$/.test(text)) return text;
  let escaped = "";
  for (const byte of bytesOf(text)) {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9\-_.~]/.test(character) || kept[component].includes(character)) escaped += character;
    else if (byte === 0x20 && component === "query") escaped += "+";
    else escaped += `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return escaped;
}

function unescapeUrl(text: string, component: Component): string {
  const bad = /%(?![0-9A-Fa-f]{2})/.exec(text);
  if (bad) throw new Refused(`invalid URL escape ${quoteGo(text.slice(bad.index, bad.index + 3))}`);
  if (component === "host") {
    const ascii = /%(?!25)[0-7][0-9A-Fa-f]/.exec(text);
    if (ascii) throw new Refused(`invalid URL escape ${quoteGo(ascii[0])}`);
  }
  if (component === "host" || component === "zone") {
    const wrong = /[\0-\x20"#/<>?@\\^`{|}\x7f]/.exec(text.replace(/["<>]/g, ""));
    if (wrong) throw new Refused(`invalid character ${quoteGo(wrong[0])} in host name`);
  }
  if (!text.includes("%")) return text;
  const bytes: number[] = [];
  const source = bytesOf(text);
  for (let index = 0; index < source.length; index++) {
    const byte = source[index] ?? 0;
    if (byte === 0x25) {
      bytes.push(Number.parseInt(String.fromCharCode(source[index + 1] ?? 0, source[index + 2] ?? 0), 16));
      index += 2;
    } else bytes.push(byte);
  }
  return textOf(Uint8Array.from(bytes));
}
