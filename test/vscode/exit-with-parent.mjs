// @ts-check

/**
 * Loaded into the server process before the server: ends it when the process that started it is gone. A driver that is
 * killed outright cannot stop what it started, and a server that stays behind holds a port and 300 MB.
 */

const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.exit(1);
}, 1_000).unref();
