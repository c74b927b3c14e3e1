import { printableJson } from "../../engine/message";
import type { Output } from "../output";
import type { Report } from "../report";
import { placeOf } from "./escape";
import { postureWords } from "./posture";

/**
 * What Slack takes in the text of a header and of a section, in characters
 * (https://docs.slack.dev/reference/block-kit/blocks). A message has at most 50 blocks; this one has four.
 */
const longestHeader = 150;
const longestSection = 3000;

/** What an incoming webhook of Slack takes. All of it is plain text: nothing in it can mention anybody or be a link. */
export function printSlack(report: Report, output: Output): void {
  const { counts, frameworks, areas, foremost } = postureWords(report.posture);
  const title = `Kubehint: ${counts}`;
  const sections = [
    frameworks.map(({ title: name, score, failed }) => `${name}: ${score}, ${failed} fail`),
    areas.map(({ title: name, counts: own }) => `${name}: ${own}`),
    foremost.map(
      ({ finding, why }) =>
        `${finding.severity}: ${start(finding.message, 180)}, ${end(placeOf(finding), 80)}${why && ` (${why})`}`,
    ),
  ];
  const blocks = [
    { type: "header", text: plain(start(title, longestHeader)) },
    ...sections
      .filter((lines) => lines.length > 0)
      .map((lines) => ({ type: "section", text: plain(asManyAsFit(lines)) })),
  ];
  output.write(`${printableJson({ text: title, blocks })}\n`);
}

/** Whole lines, and how many more there are. */
function asManyAsFit(lines: readonly string[]): string {
  const whole = lines.join("\n");
  if (whole.length <= longestSection) return whole;
  const shown: string[] = [];
  let length = `and ${lines.length} more`.length;
  for (const line of lines) {
    length += line.length + 1;
    if (length > longestSection) break;
    shown.push(line);
  }
  return [...shown, `and ${lines.length - shown.length} more`].join("\n");
}

/** At most so many code units from the start, without half of a character. */
function start(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

function end(text: string, longest: number): string {
  return text.length <= longest ? text : `…${text.slice(1 - longest).replace(/^[\udc00-\udfff]/, "")}`;
}

function plain(text: string) {
  return { type: "plain_text", text, emoji: false };
}
