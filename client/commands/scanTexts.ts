import type { ScanProgress, ScanSummary } from "../../server/protocol";

/** `1,234 of 5,678 files, 12 findings`. */
export function progressText({ done, found, findings }: ScanProgress): string {
  return `${number(done)} of ${count(found, "file")}, ${count(findings, "finding")}`;
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
