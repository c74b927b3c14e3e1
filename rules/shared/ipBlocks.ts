import type { Reading } from "../../engine/yaml/reading";

/** The whole of IPv4 or IPv6, also split into halves. */
const everything = new Set(["0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1"]);

/** An `ipBlock` of a network policy that is every address. */
export function isEveryAddress(block: Reading): boolean {
  const cidr = block.at("cidr").text();
  return cidr !== undefined && (everything.has(cidr) || /^[\d.]+\/0$|^[0:]+\/0$/.test(cidr));
}

/** Nothing is left out of it: with exceptions it commonly is "the internet, but not our own networks". */
export function hasExceptions(block: Reading): boolean {
  return block.at("except").items().length > 0;
}
