import { URI } from "vscode-uri";

/** One spelling for each URI: clients differ in what they escape. A text that is no URI stays as it is. */
export function normalizeUri(uri: string): string {
  try {
    return URI.parse(uri, true).toString();
  } catch {
    return uri;
  }
}

export function schemeOf(uri: string): string {
  return /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase() ?? "";
}

/** Schemes of texts that are no files of the user: other versions of one, outputs, chats. */
export function isIgnoredScheme(uri: string): boolean {
  const scheme = schemeOf(uri);
  if (/^vscode-(?:vfs|remote|userdata|test-web)$/.test(scheme)) return false;
  return /^(?:git|gitfs|gitlens|git-graph|pr|review|output|debug|search-editor|walk-through|walkthrough|chat.*|vscode-.*)$/.test(
    scheme,
  );
}

/** True where `uri` is `folder` or lies below it. */
export function isBelow(folder: string, uri: string): boolean {
  return uri === folder || uri.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** The name of the file, as people read it. */
export function fileNameOf(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1));
}
