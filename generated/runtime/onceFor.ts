// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

/** Makes a function that works something out once for each thing that it is given, such as an operation, and not for each request. */
export function onceFor<T, TKey extends object>(work: (key: TKey) => T): (key: TKey) => T {
  const known = new WeakMap<TKey, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = work(key);
    known.set(key, made);
    return made;
  };
}
