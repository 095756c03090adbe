import { Transform } from "node:stream";

/** A stream that hands on what it is given, and says how many bytes that were so far. */
export function counter(report: (progress: { loadedBytes: number }) => void): Transform {
  let loadedBytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, callback) {
      loadedBytes += chunk.length;
      try {
        report({ loadedBytes });
        callback(null, chunk);
      } catch (error) {
        callback(error as Error);
      }
    },
  });
}
