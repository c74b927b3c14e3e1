import type { Output } from "../output";
import type { Report } from "../report";
import { printCsv } from "./csv";
import { printGithub } from "./github";
import { printGitlab, printGitlabSast } from "./gitlab";
import { printHtml } from "./html";
import { printJson } from "./json";
import { printJunit } from "./junit";
import { printMarkdown } from "./markdown";
import type { PrintOptions } from "./options";
import { printSarif } from "./sarif";
import { printSlack } from "./slack";
import { printText } from "./text";

export const formats = [
  "text",
  "json",
  "sarif",
  "html",
  "markdown",
  "junit",
  "gitlab",
  "gitlab-sast",
  "github",
  "csv",
  "slack",
] as const;
export type Format = (typeof formats)[number];

export const printers: Readonly<
  Record<Format, (report: Report, output: Output, options: PrintOptions) => void>
> = {
  text: (report, output, options) => printText(report, options, output),
  json: printJson,
  sarif: printSarif,
  html: printHtml,
  markdown: printMarkdown,
  junit: printJunit,
  gitlab: printGitlab,
  "gitlab-sast": printGitlabSast,
  github: printGithub,
  csv: printCsv,
  slack: printSlack,
};
