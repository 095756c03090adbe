// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import type { Operation } from "./operation.js";

/** Makes a function that works something out once for each operation, and not again for each of its requests. */
export function onceFor<T, TOperation extends Partial<Operation> = Operation>(
  work: (operation: TOperation) => T,
): (operation: TOperation) => T {
  const known = new WeakMap<TOperation, T>();
  return (operation) => {
    const found = known.get(operation);
    if (found !== undefined) return found;
    const made = work(operation);
    known.set(operation, made);
    return made;
  };
}
