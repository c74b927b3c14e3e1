/** What the thread that serves and the one that watches over it share: three numbers, then a name. */
const numberBytes = 3 * Int32Array.BYTES_PER_ELEMENT;

/** In bytes of UTF-8; what is longer is cut off. */
const longestName = 1024;

export interface WatchedState {
  readonly shared: SharedArrayBuffer;
  /** Signs of life so far, milliseconds that may pass until the next, length of the name in bytes. */
  readonly numbers: Int32Array;
  /** The document that is worked on, UTF-8. */
  readonly name: Uint8Array;
}

export function watchedState(shared = new SharedArrayBuffer(numberBytes + longestName)): WatchedState {
  return {
    shared,
    numbers: new Int32Array(shared, 0, 3),
    name: new Uint8Array(shared, numberBytes),
  };
}

export function setName({ numbers, name }: WatchedState, text: string): void {
  const bytes = new TextEncoder().encode(text).subarray(0, longestName);
  name.set(bytes);
  Atomics.store(numbers, 2, bytes.length);
}

export function nameOf({ numbers, name }: WatchedState): string {
  return new TextDecoder().decode(name.slice(0, Atomics.load(numbers, 2)));
}
