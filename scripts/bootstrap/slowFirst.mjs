import Sequencer from "@jest/test-sequencer";

/** The files that take longest, longest first: what they start takes its time, and Jest knows only their size. */
const slow = [
  "test/wire/wire.test.ts",
  "test/local-service/test/inBrowser.test.ts",
  "test/faults/faults.test.ts",
  "test/types/types.test.ts",
  "test/samples/samples.test.ts",
  "test/start/testScript.test.ts",
  "test/local-service/test/unbuiltClone.test.ts",
  "test/fuzz/fuzz.test.ts",
  "test/local-service/test/msw3.test.ts",
  "test/package/package.test.ts",
  "test/docs/firstSend.test.ts",
];

// Its types say that it is a member of what is imported, which holds for CommonJS alone.
const JestSequencer = /** @type {typeof Sequencer.default} */ (/** @type {unknown} */ (Sequencer));

/**
 * Starts the slowest test files first. Where no earlier run has left its times, as in a fresh clone, Jest starts the largest
 * files first, and these are small: one of them would run at the end, beside a worker with nothing to do.
 * Jest does not compile its sequencer.
 */
export default class SlowFirst extends JestSequencer {
  /**
   * @override
   * @param {import("@jest/test-result").Test[]} tests
   * @returns {Promise<import("@jest/test-result").Test[]>}
   */
  async sort(tests) {
    /** @param {import("@jest/test-result").Test} test */
    const rank = ({ path }) => {
      const place = slow.findIndex((name) => path.replaceAll("\\", "/").endsWith(`/${name}`));
      return place === -1 ? slow.length : place;
    };
    return [...(await super.sort(tests))].sort((a, b) => rank(a) - rank(b));
  }
}
