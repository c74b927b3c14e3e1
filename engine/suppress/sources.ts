import type { FileBaseline } from "./baseline";
import type { Exception } from "./exceptions";

/** What suppresses findings of a file besides its own text. Plain data but for what is told, so that it can be told from what held before. */
export interface SuppressionSources {
  /** The day, as `YYYY-MM-DD`: the engine has no clock. Without it nothing is over. */
  readonly today?: string;
  /** Those of the configuration that hold for this file. */
  readonly exceptions?: readonly Exception[];
  readonly baseline?: FileBaseline;
  /** Told of each exception that suppresses something. */
  readonly onException?: (exception: Exception) => void;
}
