/** A callback of the caller's that is told how many bytes have passed. */
export type ProgressListener = (progress: { loadedBytes: number }) => void;

/** What such callbacks have thrown. */
const callersOwn = new WeakSet<object>();

/**
 * Tells a caller how far a body has come.
 *
 * @throws what the callback throws, as an error that {@link isCallersOwn} knows: on its way back it passes through streams and
 * sockets, and is no failure of theirs
 */
export function reportProgress(report: ProgressListener, loadedBytes: number): void {
  try {
    report({ loadedBytes });
  } catch (thrown) {
    // By its kind: one of another realm, such as that of a test runner, is no instance here.
    const isObject = typeof thrown === "object" && thrown !== null;
    const error = isObject ? thrown : new Error(String(thrown), { cause: thrown });
    callersOwn.add(error);
    throw error;
  }
}

/** Whether an error is one that a callback of the caller's has thrown. */
export function isCallersOwn(error: unknown): boolean {
  return typeof error === "object" && error !== null && callersOwn.has(error);
}
