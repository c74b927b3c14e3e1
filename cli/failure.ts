/** Ends the command with one line on the error stream and exit status 2: a wrong option, or a file that cannot be read. */
export class Failure extends Error {}
