import { longestTimer } from "../../generated/runtime/deadline.js";
import { argumentError } from "../../generated/runtime/invalidArgument.js";

/** Limits that every transport of ours keeps. */
export interface TransportBounds {
  /** At most this many connections at a time; further requests wait for one. */
  readonly maxConnections: number;
  /** An idle connection is closed after this many milliseconds. */
  readonly idleTimeoutInMs: number;
  /** At most this many bytes of an answer are taken, after decompression. */
  readonly maxResponseBytes: number;
}

/**
 * The limits that a caller asks for, or the usual ones.
 *
 * @throws TypeError with code `INVALID_ARGUMENT` for one that is no limit
 */
export function readBounds(options: {
  readonly [Name in keyof TransportBounds]?: number | undefined;
}): TransportBounds {
  const { maxConnections = 50, idleTimeoutInMs = 30_000, maxResponseBytes = 16 * 1024 * 1024 } = options;
  const bounds = { maxConnections, idleTimeoutInMs, maxResponseBytes };
  for (const [name, value] of Object.entries(bounds)) {
    if (typeof value !== "number" || !(value >= 1)) throw argumentError(name, "a number, 1 or greater", value);
  }
  if (!Number.isInteger(bounds.maxConnections) && bounds.maxConnections !== Infinity) {
    throw argumentError("maxConnections", "a whole number", maxConnections, { phrase: "another number" });
  }
  return { ...bounds, idleTimeoutInMs: idleTimeoutInMs > longestTimer ? Infinity : idleTimeoutInMs };
}
