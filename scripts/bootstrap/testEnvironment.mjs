import asyncHooks from "node:async_hooks";
import { TestEnvironment } from "jest-environment-node";

const { AsyncLocalStorage } = asyncHooks;

/** What the current test file and the libraries that it loads have made to follow their calls. */
const storages = /** @type {Set<{ disable(): void }>} */ (new Set());

/**
 * @template T
 * @extends {AsyncLocalStorage<T>}
 */
class ListedStorage extends AsyncLocalStorage {
  /** @param {ConstructorParameters<typeof AsyncLocalStorage<T>>} args */
  constructor(...args) {
    super(...args);
    storages.add(this);
  }
}
// Since Node 22 it has a getter alone.
Object.defineProperty(asyncHooks, "AsyncLocalStorage", { value: ListedStorage });

/**
 * Jest's environment for Node.js, in workers that do not slow down with each file, and end at once.
 *
 * For each file Jest makes an AsyncLocalStorage that says which test an error belongs to. Before version 24 Node.js hands on
 * all that are in use whenever a promise is made, and those of files that are done would stay in use: of seventy files in one
 * process, that was an eighth of the processor time.
 *
 * When a worker has nothing left to do, Node.js takes down what its test files have loaded, one module after the other. Of
 * thirty files that takes half a second on a busy machine, which is all that Jest waits before it says that a test has left
 * something open. Something that really is left open still keeps a worker from coming this far.
 *
 * Jest does not compile its environments.
 */
export default class Environment extends TestEnvironment {
  /** @override */
  async teardown() {
    for (const storage of storages) storage.disable();
    storages.clear();
    await super.teardown();
  }
}

// In the first process the results are still to be told.
if (/[\\/]jest-worker[\\/]/.test(process.argv[1] ?? "")) process.once("exit", () => process.exit());
