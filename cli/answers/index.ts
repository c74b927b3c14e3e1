/** What keeps answers of a scan, for a later one or for `merge`: a part of the program of its own, which most runs do not read. */
export { Cache } from "../cache/cache";
export { ShardKeeper } from "../shards/shardKeeper";
export { sourcesDigest, tracedFiles } from "./digests";
