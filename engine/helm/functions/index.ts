import type { FunctionTable } from "../template/function";
import { builtins } from "./builtins";
import { data } from "./data";
import { dates } from "./dates";
import { defaults } from "./defaults";
import { encoding } from "./encoding";
import { helm } from "./helm";
import { lists } from "./lists";
import { maps } from "./maps";
import { numbers } from "./numbers";
import { paths } from "./paths";
import { random } from "./random";
import { reflection } from "./reflection";
import { regex } from "./regex";
import { strings } from "./strings";

/** Those that go through all that lies in their arguments, however deep. */
const walkers: ReadonlySet<string> = new Set(
  `toYaml toYamlPretty toJson mustToJson toPrettyJson mustToPrettyJson toRawJson mustToRawJson toToml
  print println printf html js urlquery toString toStrings quote squote cat join sortAlpha
  deepEqual deepCopy mustDeepCopy merge mustMerge mergeOverwrite mustMergeOverwrite
  sha1sum sha256sum sha512sum adler32sum b64enc b64dec b32enc b32dec derivePassword htpasswd bcrypt encryptAES decryptAES
  uniq mustUniq has mustHas without mustWithout eq ne`.split(/\s+/),
);

/** Every function that a chart's templates can call. */
export const templateFunctions: FunctionTable = new Map(
  [
    builtins,
    strings,
    numbers,
    defaults,
    lists,
    maps,
    encoding,
    regex,
    dates,
    random,
    reflection,
    paths,
    data,
    helm,
  ]
    .flatMap((group) => Object.entries(group))
    .map(([name, called]) => [name, walkers.has(name) ? { ...called, walks: true } : called]),
);
