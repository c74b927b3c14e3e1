import Ajv from "ajv";
import addFormats from "ajv-formats";

/**
 * The schema of SARIF 2.1.0 as OASIS has published it, from a package that carries it (its revision rtm.5, the newest with
 * all of the standard; the errata after it add roles of artifacts and write identifiers as formats).
 */
const published: object = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");

// One of its patterns has a bracket too many, which only the older syntax takes.
const ajv = new Ajv({ strict: false, allErrors: true, logger: false, unicodeRegExp: false });
addFormats(ajv);
// It is written in draft 4, of which it uses nothing that draft 7 reads in another way but its two headers.
const { $schema: _, id: __, ...schema } = published as Record<string, unknown>;
const validate = ajv.compile(schema);

/** What the schema of SARIF has against it, a line each; empty for a valid log. */
export function sarifErrors(log: unknown): string[] {
  return validate(log)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
