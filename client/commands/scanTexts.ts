import type { ScanProgress, ScanSummary } from "../../server/protocol";
import type { Pace } from "./scanPace";

/** `1,234 of 5,678 files, 12 findings; 800 files a second, 6 seconds left`. */
export function progressText({ done, found, findings }: ScanProgress, pace?: Pace): string {
  const reached = `${number(done)} of ${count(found, "file")}, ${count(findings, "finding")}`;
  if (!pace) return reached;
  const files = Math.max(1, Math.round(pace.filesPerSecond));
  return `${reached}; ${count(files, "file")} a second, ${timeText(pace.left)} left`;
}

/** In seconds up to a minute and a half, then in minutes. */
function timeText(seconds: number): string {
  return seconds < 90
    ? count(Math.max(1, Math.ceil(seconds)), "second")
    : count(Math.round(seconds / 60), "minute");
}

/** `12 findings in 3 of 5,678 files. 2 files could only be checked in part.` */
export function summaryText(summary: ScanSummary, filesWithFindings: number): string {
  const { found, checked, partly, skipped, findings, cancelled } = summary;
  const read = checked + partly + skipped;
  const sentences = [
    cancelled ? `Scan cancelled after ${number(read)} of ${count(found, "file")}` : "",
    findings > 0
      ? `${count(findings, "finding")} in ${number(filesWithFindings)} of ${count(cancelled ? read : found, "file")}`
      : `No findings in ${count(cancelled ? read : found, "file")}`,
    partly > 0 ? `${count(partly, "file")} could only be checked in part` : "",
  ];
  return sentences
    .filter(Boolean)
    .map((sentence) => `${sentence}.`)
    .join(" ");
}

/** `1 file`, `1,234 files`. */
export function count(amount: number, noun: string, plural = `${noun}s`): string {
  return `${number(amount)} ${amount === 1 ? noun : plural}`;
}

function number(amount: number): string {
  return amount.toLocaleString("en");
}
