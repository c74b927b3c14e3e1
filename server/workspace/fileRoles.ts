import { ChartFolders } from "../../workspace/helm";
import { PatchIndex } from "../../workspace/kustomize";
import { watchedScan } from "./watchedScan";
import type { WatchedWork } from "./watchedWork";
import type { WorkspaceFiles } from "./workspaceFiles";

/** What a file is to the files around it. */
export interface FileRole {
  /** A Kustomize patch: what it leaves out is said elsewhere. */
  readonly partial: boolean;
  readonly chartTemplate: boolean;
}

const alone: FileRole = { partial: false, chartTemplate: false };

/** Remembers the role of each file; a keystroke must not ask the disk. */
export class FileRoles {
  private readonly known = new Map<string, Promise<FileRole>>();

  constructor(
    private readonly files: WorkspaceFiles,
    private readonly work: WatchedWork,
  ) {}

  /** @param folder the workspace folder the file lies in; outside of one only its own folder is looked at. */
  of(uri: string, folder: string | undefined): Promise<FileRole> {
    const known = this.known.get(uri);
    if (known) return known;
    const role = this.find(uri, folder).catch(() => alone);
    this.known.set(uri, role);
    return role;
  }

  /** A kustomization or a chart came, changed or went. */
  forget(): void {
    this.known.clear();
  }

  private async find(uri: string, folder: string | undefined): Promise<FileRole> {
    const place = this.files.place(uri);
    if (!place) return alone;
    const { fileSystem, path } = place;
    const top = folder === undefined ? undefined : this.files.place(folder)?.path;
    const patches = new PatchIndex(fileSystem, watchedScan(this.work, place));
    await patches.addAbove(path, top ?? fileSystem.dirname(path));
    return {
      partial: patches.isPatch(path),
      chartTemplate: await new ChartFolders(fileSystem).isTemplate(path),
    };
  }
}
