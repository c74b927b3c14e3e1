/** A reader that has seen enough (`| head`) is no fault; there is nobody left to tell anything. */
export function endQuietlyWithoutReader(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(2);
      throw error;
    });
}
