import { Transform } from "node:stream";
import { reportProgress } from "../progress.js";
import type { ProgressListener } from "../progress.js";

/** A stream that hands on what it is given, and says how many bytes that were so far. */
export function counter(report: ProgressListener): Transform {
  let loadedBytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, callback) {
      loadedBytes += chunk.length;
      try {
        reportProgress(report, loadedBytes);
        callback(null, chunk);
      } catch (error) {
        callback(error as Error);
      }
    },
  });
}
