import type { Rule } from "../../engine/rule";
import { defaultSettings, readSettings, type Settings } from "../../workspace/settings";

/** The settings of each workspace folder, asked for once and again after a change. */
export class FolderSettings {
  private readonly known = new Map<string, Promise<Settings>>();

  /**
   * @param ask the raw settings (the object under `kubehint`) of a folder, or of what lies in none.
   * @param complain is told once for each folder what is wrong with them.
   * @param rules all there are.
   */
  constructor(
    private readonly ask: (folder: string | undefined) => Promise<unknown>,
    private readonly complain: (problems: readonly string[]) => void,
    private readonly rules: readonly Rule[],
  ) {}

  of(folder: string | undefined): Promise<Settings> {
    const key = folder ?? "";
    const known = this.known.get(key);
    if (known) return known;
    const asked = this.read(folder).catch(() => {
      if (this.known.get(key) === asked) this.known.delete(key);
      return defaultSettings;
    });
    this.known.set(key, asked);
    return asked;
  }

  /** They changed: the next reader gets the new ones. */
  forget(): void {
    this.known.clear();
  }

  private async read(folder: string | undefined): Promise<Settings> {
    const { settings, problems } = readSettings(await this.ask(folder), this.rules);
    if (problems.length > 0) this.complain(problems);
    return settings;
  }
}
