import { printableJson } from "../../engine/message";
import type { Output } from "../output";
import type { Report } from "../report";
import { placeOf } from "./escape";
import { postureWords } from "./posture";

/** What a section of Slack's Block Kit takes. */
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
        `${finding.severity}: ${finding.message.slice(0, 180)}, ${placeOf(finding).slice(-80)}${why && ` (${why})`}`,
    ),
  ];
  const blocks = [
    { type: "header", text: plain(title.slice(0, 150)) },
    ...sections
      .filter((lines) => lines.length > 0)
      .map((lines) => ({ type: "section", text: plain(lines.join("\n").slice(0, longestSection)) })),
  ];
  output.write(`${printableJson({ text: title, blocks })}\n`);
}

function plain(text: string) {
  return { type: "plain_text", text, emoji: false };
}
