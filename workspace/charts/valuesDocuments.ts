import { type ReadText, readText } from "../../engine/helm/lib/yamlParse";

/** A chart has a values file for each environment. */
const most = 8;

/** Several readers look at one values file of thousands of lines: it is parsed once for all of them. */
export class ValuesDocuments {
  /** Text -> what it says. */
  private readonly known = new Map<string, ReadText>();

  /** The values in a text: its first document, with the offset at which that starts. */
  readonly document = (text: string): ReadText => {
    const known = this.known.get(text);
    if (known) return known;
    if (this.known.size >= most) this.forget();
    const read = readText(text);
    this.known.set(text, read);
    return read;
  };

  /** Lets go of the trees, which are larger than the texts. */
  forget(): void {
    this.known.clear();
  }
}
