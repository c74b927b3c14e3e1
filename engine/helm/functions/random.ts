import type { Call, TemplateFunction } from "../template/function";
import { GoObject, type Value } from "../value";
import { fail, fn, num, ofStrings, str } from "./define";

/**
 * Stand-ins for sprig's functions of chance and of keys (`crypto.go`, v3.3.0): a rendering must be the same each time and
 * make no keys. What they give has the form of the real thing.
 */
export const random: Readonly<Record<string, TemplateFunction>> = {
  randAlphaNum: fn("i", ([count], call) => filled("a", num(count), call)),
  randAlpha: fn("i", ([count], call) => filled("a", num(count), call)),
  randAscii: fn("i", ([count], call) => filled("a", num(count), call)),
  randNumeric: fn("i", ([count], call) => filled("1", num(count), call)),
  randBytes: fn("i", ([count], call) => {
    if (num(count) < 0) fail("runtime error: makeslice: len out of range");
    return filled("A", Math.ceil(num(count) / 3) * 4, call);
  }),
  uuidv4: fn("", () => "00000000-0000-4000-8000-000000000000"),
  bcrypt: ofStrings(1, () => fakeHash),
  htpasswd: ofStrings(2, (user) =>
    user.includes(":") ? `invalid username: ${user}` : `${user}:${fakeHash}`,
  ),
  derivePassword: fn("assss", () => "fake"),
  encryptAES: ofStrings(2, () => fakeBase64),
  decryptAES: ofStrings(2, () => ""),
  genPrivateKey: ofStrings(1, () => key),
  buildCustomCert: ofStrings(2, () => pair(key)),
  genCA: fn("si", () => pair(key)),
  genCAWithKey: fn("sis", ([, , given]) => pair(str(given))),
  genSelfSignedCert: fn("slli", () => pair(key)),
  genSelfSignedCertWithKey: fn("sllis", ([, , , , given]) => pair(str(given))),
  genSignedCert: fn("sllic", () => pair(key)),
  genSignedCertWithKey: fn("sllics", ([, , , , , given]) => pair(str(given))),
};

const fakeBase64 = "RkFLRQ==";
const fakeHash = "$2a$10$fake";
const certificate = pem("CERTIFICATE");
const key = pem("RSA PRIVATE KEY");

function pem(kind: string): string {
  return `-----BEGIN ${kind}-----\n${fakeBase64}\n-----END ${kind}-----\n`;
}

function pair(ownKey: string): GoObject {
  const fields = new Map<string, Value>([
    ["Cert", certificate],
    ["Key", ownKey],
  ]);
  return new GoObject("sprig.certificate", fields);
}

function filled(character: string, count: number, call: Call): string {
  if (count < 0) return "";
  call.host.charge(count);
  return character.repeat(count);
}
