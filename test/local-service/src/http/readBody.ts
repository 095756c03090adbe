/** The largest message, in bytes: 1 MiB (Microsoft docs, concept-service-internals.md, "Client message limit"). */
export const messageLimit = 1_048_576;

/** How many bytes are taken off a client before it is cut off. Up to here it gets to read why its message is too large. */
const patience = 16 * messageLimit;

/**
 * Collects the bytes of a body.
 *
 * @returns nothing where there are more than {@link messageLimit}
 */
export async function readBody(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const kept: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length <= messageLimit) kept.push(chunk);
    else kept.length = 0;
    if (length > patience) break;
  }
  return length > messageLimit ? undefined : Buffer.concat(kept);
}
