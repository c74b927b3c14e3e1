import type { FileScanner } from "./fileScanner";
import type { FileAnswer, ThreadAnswer, ThreadJob } from "./messages";

export async function answerJob(job: ThreadJob, scanner: FileScanner): Promise<ThreadAnswer> {
  if (job.kind === "chart") return { kind: "chart", chart: await scanner.chart(job.folder, job.top) };
  const files: FileAnswer[] = [];
  for (const task of job.tasks) files.push(await scanner.file(task));
  return { kind: "files", files, problems: scanner.suppression.problems };
}
