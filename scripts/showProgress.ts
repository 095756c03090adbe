/**
 * Says from time to time that something is still going on, while it is.
 *
 * @param print - is given a line each time
 * @param everyMs - how often
 */
export async function showProgress<T>(
  work: () => Promise<T>,
  print: (line: string) => void,
  everyMs = 10_000,
): Promise<T> {
  const start = performance.now();
  const timer = setInterval(
    () => print(`  still at work, for ${Math.round((performance.now() - start) / 1000)} s now ...`),
    everyMs,
  );
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
