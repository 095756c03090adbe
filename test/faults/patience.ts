/** How many seconds a caller waits for a call that has no limit of its own. */
const seconds = 60;

/**
 * Does something when a call has taken so long that it will never end. Only seconds in which this process had its turn
 * count: with a hundred calls at a time, a machine under load lets it wait for ten of them at once.
 *
 * @param length - of a second, in milliseconds
 * @returns takes the wish back; until then it holds what `act` does
 */
export function whenOutOfPatience(act: () => void, length = 1000): () => void {
  let left = seconds;
  const timer = setInterval(() => {
    left -= 1;
    if (left > 0) return;
    clearInterval(timer);
    act();
  }, length);
  timer.unref();
  return () => clearInterval(timer);
}
