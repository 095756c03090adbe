/** A Jest reporter whose one line closes a test run: how many tests passed and failed. Jest does not compile its reporters. */
export default class TestSummary {
  /**
   * @param {unknown} _contexts
   * @param {import("@jest/reporters").AggregatedResult} results
   */
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites }) {
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : "";
    // A file that could not be run counts as one failure: its tests are not known.
    const line = `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed${skipped}`;
    // Jest's own summary comes after every reporter.
    process.once("exit", () => console.log(`\n${line}`));
  }
}
