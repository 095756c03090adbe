import type { LongRunningModel } from "./clientModel.js";
import { extension } from "./codeModel.js";
import type { Operation } from "./codeModel.js";

/** What `final-state-via` may say, and `@azure/core-lro` understands; `operation-location` is another name of the first. */
const places = new Map<unknown, NonNullable<LongRunningModel["result"]>>([
  ["azure-async-operation", "azure-async-operation"],
  ["operation-location", "azure-async-operation"],
  ["location", "location"],
  ["original-uri", "original-uri"],
]);

/**
 * Reads whether an operation answers before its work is done, and where its result is in the end
 * (autorest/docs/extensions, x-ms-long-running-operation and x-ms-long-running-operation-options).
 */
export function readLongRunning(operation: Operation): LongRunningModel | undefined {
  if (extension(operation, "x-ms-long-running-operation") !== true) return undefined;
  const options = extension(operation, "x-ms-long-running-operation-options") as Record<string, unknown> | undefined;
  const result = places.get(options?.["final-state-via"]);
  return result === undefined ? {} : { result };
}
