import type { SuppressionSources } from "../../engine/suppress/sources";
import type { FileTask } from "../../workspace/elsewhere";
import type { FileAnswer } from "./fileAnswer";

/** What is known of a file. */
export interface Answered {
  readonly sources: SuppressionSources;
  readonly answer: FileAnswer;
  /** What the answer depends on; `undefined` where it is not kept. */
  readonly key: string | undefined;
  /** Where quotes are wanted. */
  readonly text: string | undefined;
}

/** A file that was read, and may be with a thread. */
export interface BegunFile {
  /** Of its text, for as long as that is held. */
  readonly characters: number;
  answer(): Promise<Answered>;
}

/** How long the texts of begun files may be together. */
const charactersAhead = 16 << 20;

/** Begins the files of a scan in their order, some of them before the turn of the first. */
export class BegunFiles {
  private readonly begun: (BegunFile & { readonly task: FileTask })[] = [];
  private characters = 0;
  private count = 0;

  constructor(
    private readonly tasks: readonly FileTask[],
    private readonly beginOne: (task: FileTask) => Promise<BegunFile>,
    private readonly scan: { shouldStop(): boolean; breathe(): Promise<void> },
  ) {}

  /** @param ahead how many are to be begun that have not had their turn; fewer where their texts are long. */
  async begin(ahead: number): Promise<void> {
    const { shouldStop, breathe } = this.scan;
    while (this.begun.length < ahead && this.characters < charactersAhead) {
      const task = shouldStop() ? undefined : this.tasks[this.count++];
      if (!task) return;
      const { characters, answer } = await this.beginOne(task);
      this.characters += characters;
      this.begun.push({ task, characters, answer });
      await breathe();
    }
  }

  /** The one whose turn it is, which is let go of. */
  next(): (BegunFile & { readonly task: FileTask }) | undefined {
    const next = this.begun.shift();
    this.characters -= next?.characters ?? 0;
    return next;
  }
}
