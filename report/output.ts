/** Where a report goes, text by text: a single one of everything can exceed what a text may hold. */
export interface Output {
  write(text: string): void;
}
