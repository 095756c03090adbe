/**
 * Does something with each item, with a few of them at a time, and returns the results in the items' order. After a
 * failure nothing new is begun, and what is under way is waited for.
 */
export async function inParallel<TItem, TResult>(
  items: readonly TItem[],
  atATime: number,
  act: (item: TItem) => Promise<TResult>,
): Promise<TResult[]> {
  const results: TResult[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length && failures.length === 0) {
      const index = next++;
      try {
        results[index] = await act(items[index] as TItem);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
