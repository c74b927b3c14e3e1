/** Hashes that sprig offers, of bytes, in hexadecimal. For naming and comparing what was rendered; nothing is secured with them. */

export function sha256(bytes: Uint8Array): string {
  const state = initial.sha256.slice();
  const words = new Uint32Array(64);
  for (const block of blocks(bytes, 64, false)) {
    for (let index = 0; index < 16; index++) words[index] = block.getUint32(index * 4);
    for (let index = 16; index < 64; index++) {
      const a = words[index - 15] ?? 0;
      const b = words[index - 2] ?? 0;
      const small = (words[index - 16] ?? 0) + (rotate(a, 25) ^ rotate(a, 14) ^ (a >>> 3));
      words[index] = small + (words[index - 7] ?? 0) + (rotate(b, 15) ^ rotate(b, 13) ^ (b >>> 10));
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let index = 0; index < 64; index++) {
      const sum = h + (rotate(e, 26) ^ rotate(e, 21) ^ rotate(e, 7)) + ((e & f) ^ (~e & g));
      const first = (sum + (roundConstants32[index] ?? 0) + (words[index] ?? 0)) | 0;
      const second = (rotate(a, 30) ^ rotate(a, 19) ^ rotate(a, 10)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = (d + first) | 0;
      d = c;
      c = b;
      b = a;
      a = (first + second) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((value, index) => {
      state[index] = (state[index] ?? 0) + value;
    });
  }
  return hex(state);
}

export function sha1(bytes: Uint8Array): string {
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const words = new Uint32Array(80);
  for (const block of blocks(bytes, 64, false)) {
    for (let index = 0; index < 16; index++) words[index] = block.getUint32(index * 4);
    for (let index = 16; index < 80; index++) {
      const mixed = (words[index - 3] ?? 0) ^ (words[index - 8] ?? 0) ^ (words[index - 14] ?? 0);
      words[index] = rotate(mixed ^ (words[index - 16] ?? 0), 1);
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
    for (let index = 0; index < 80; index++) {
      const quarter = Math.floor(index / 20);
      const mixed =
        quarter === 0 ? (b & c) | (~b & d) : quarter === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
      const next = (rotate(a, 5) + mixed + e + (words[index] ?? 0) + (sha1Constants[quarter] ?? 0)) | 0;
      e = d;
      d = c;
      c = rotate(b, 30);
      b = a;
      a = next;
    }
    [a, b, c, d, e].forEach((value, index) => {
      state[index] = (state[index] ?? 0) + value;
    });
  }
  return hex(state);
}

export function sha512(bytes: Uint8Array): string {
  const state = initial.sha512.slice();
  const words = new BigUint64Array(80);
  for (const block of blocks(bytes, 128, false)) {
    for (let index = 0; index < 16; index++) words[index] = block.getBigUint64(index * 8);
    for (let index = 16; index < 80; index++) {
      const a = words[index - 15] ?? 0n;
      const b = words[index - 2] ?? 0n;
      const small = rotate64(a, 1n) ^ rotate64(a, 8n) ^ (a >> 7n);
      const large = rotate64(b, 19n) ^ rotate64(b, 61n) ^ (b >> 6n);
      words[index] = (words[index - 16] ?? 0n) + small + (words[index - 7] ?? 0n) + large;
    }
    let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
    for (let index = 0; index < 80; index++) {
      const mixed = rotate64(e, 14n) ^ rotate64(e, 18n) ^ rotate64(e, 41n);
      const first =
        h + mixed + ((e & f) ^ (~e & mask64 & g)) + (roundConstants64[index] ?? 0n) + (words[index] ?? 0n);
      const second = (rotate64(a, 28n) ^ rotate64(a, 34n) ^ rotate64(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = (d + first) & mask64;
      d = c;
      c = b;
      b = a;
      a = (first + second) & mask64;
    }
    [a, b, c, d, e, f, g, h].forEach((value, index) => {
      state[index] = (state[index] ?? 0n) + value;
    });
  }
  return [...state].map((word) => word.toString(16).padStart(16, "0")).join("");
}

export function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return high * 65_536 + low;
}

/** The message in blocks, with the one bit, zeros and the length at its end. */
function* blocks(bytes: Uint8Array, size: number, littleEndian: boolean): Generator<DataView> {
  const lengthSize = size / 8;
  const total = Math.ceil((bytes.length + 1 + lengthSize) / size) * size;
  const whole = bytes.length - (bytes.length % size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < whole; at += size) yield new DataView(view.buffer, view.byteOffset + at, size);
  const rest = new Uint8Array(total - whole);
  rest.set(bytes.subarray(whole));
  rest[bytes.length - whole] = 0x80;
  const restView = new DataView(rest.buffer);
  restView.setBigUint64(rest.length - 8, BigInt(bytes.length) * 8n, littleEndian);
  for (let at = 0; at < rest.length; at += size) yield new DataView(rest.buffer, at, size);
}

const mask64 = (1n << 64n) - 1n;

function rotate(value: number, count: number): number {
  return (value << count) | (value >>> (32 - count));
}

function rotate64(value: bigint, count: bigint): bigint {
  return ((value >> count) | (value << (64n - count))) & mask64;
}

/** Two digits for each byte: to write numbers beyond 31 bits took as long as to hash. */
function hex(state: Uint32Array): string {
  let text = "";
  for (const word of state)
    for (let shift = 24; shift >= 0; shift -= 8) text += bytePairs[(word >>> shift) & 0xff];
  return text;
}

const bytePairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

const sha1Constants = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];

/** The first 64 bits behind the point of the roots of primes (FIPS 180-4, sections 4.2 and 5.3). */
const roundConstants64 = primes(80).map((prime) => fractionOfRoot(BigInt(prime), 3n));
const roundConstants32 = roundConstants64.slice(0, 64).map((value) => Number(value >> 32n));
const squareRoots = primes(8).map((prime) => fractionOfRoot(BigInt(prime), 2n));
const initial = {
  sha256: Uint32Array.from(squareRoots.map((value) => Number(value >> 32n))),
  sha512: BigUint64Array.from(squareRoots),
};

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++)
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}

/** The nearest double, made exact by Newton's method: to halve the interval bit by bit took 5 ms of every start. */
function fractionOfRoot(prime: bigint, power: bigint): bigint {
  const target = prime << (64n * power);
  let root = BigInt(Math.round(Number(prime) ** (1 / Number(power)) * 2 ** 48)) << 16n;
  for (let step = 0; step < 2; step++) root -= (root ** power - target) / (power * root ** (power - 1n));
  while (root ** power > target) root--;
  while ((root + 1n) ** power <= target) root++;
  return root & mask64;
}
