/**
 * Does something with each item, with a few of them at a time, and returns the results in the items' order. After a
 * failure nothing new is begun, and what is under way is waited for.
 *
 * @template TItem, TResult
 * @param {readonly TItem[]} items
 * @param {number} atATime
 * @param {(item: TItem) => Promise<TResult>} act
 * @returns {Promise<TResult[]>}
 */
export async function inParallel(items, atATime, act) {
  /** @type {TResult[]} */
  const results = [];
  /** @type {unknown[]} */
  const failures = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length && failures.length === 0) {
      const index = next++;
      try {
        results[index] = await act(/** @type {TItem} */ (items[index]));
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
