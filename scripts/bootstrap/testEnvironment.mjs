import { TestEnvironment } from "jest-environment-node";

/**
 * Jest's environment for Node.js, in workers that end at once.
 *
 * When a worker has nothing left to do, Node.js takes down what its test files have loaded, one module after the other. Of
 * thirty files that takes half a second on a busy machine, which is all that Jest waits before it says that a test has left
 * something open. Something that really is left open still keeps a worker from coming this far.
 *
 * Jest does not compile its environments.
 */
export default TestEnvironment;

// In the first process the results are still to be told.
if (/[\\/]jest-worker[\\/]/.test(process.argv[1] ?? "")) process.once("exit", () => process.exit());
