import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * A Jest reporter that closes a test run: the ten slowest files where there were more, where other tests are, and how many
 * passed and failed.
 * Jest does not compile its reporters.
 */
export default class TestSummary {
  /**
   * @param {unknown} _contexts
   * @param {import("@jest/reporters").AggregatedResult} results
   */
  onRunComplete(
    _contexts,
    { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites, testResults },
  ) {
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : "";
    // A file that could not be run counts as one failure: its tests are not known.
    const line = `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed${skipped}`;
    const slowest =
      testResults.length > 10 ? `\nThe slowest of ${testResults.length} files:\n${slowestOf(testResults)}\n` : "";
    const elsewhere = process.env["TESTS_ELSEWHERE"] ? `\n${process.env["TESTS_ELSEWHERE"]}\n` : "";
    // Jest's own summary comes after every reporter.
    process.once("exit", () => console.log(`${slowest}${elsewhere}\n${line}`));
  }
}

/** @param {readonly import("@jest/reporters").TestResult[]} results @returns {string} ten lines */
const slowestOf = (results) =>
  [...results]
    .sort((a, b) => b.perfStats.runtime - a.perfStats.runtime)
    .slice(0, 10)
    .map(({ perfStats, testFilePath }) => {
      const name = path.relative(root, testFilePath).replaceAll(path.sep, "/");
      return `${(perfStats.runtime / 1000).toFixed(1).padStart(7)} s  ${name}`;
    })
    .join("\n");
