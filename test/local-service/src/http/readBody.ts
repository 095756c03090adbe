import type { Readable } from "node:stream";

/** The largest message, in bytes: 1 MiB (Microsoft docs, concept-service-internals.md, "Client message limit"). */
export const messageLimit = 1_048_576;

/** How many bytes are taken off a client before it is cut off. Up to here it gets to read why its message is too large. */
const patience = 16 * messageLimit;

/**
 * Collects the bytes of a body.
 *
 * @returns nothing where there are more than {@link messageLimit}
 */
export function readBody(stream: Readable): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const kept: Uint8Array[] = [];
    let length = 0;
    const finish = (): void => resolve(length > messageLimit ? undefined : joined(kept, length));
    // By events, because going through a stream by iteration takes several times as long for the usual body of one piece.
    stream.on("data", (chunk: Uint8Array) => {
      length += chunk.length;
      if (length <= messageLimit) kept.push(chunk);
      else kept.length = 0;
      if (length <= patience) return;
      finish();
      stream.destroy();
    });
    stream.once("end", finish);
    stream.once("error", reject);
    stream.once("close", () => reject(new Error("The client went away.")));
  });
}

const joined = (chunks: readonly Uint8Array[], length: number): Uint8Array =>
  chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks, length);
