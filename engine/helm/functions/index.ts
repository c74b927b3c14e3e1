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
  ].flatMap((group) => Object.entries(group)),
);
