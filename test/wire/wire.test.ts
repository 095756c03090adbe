import { describe, expect, test } from "@jest/globals";
import { renderAndRun } from "./renderAndRun.js";

// Before any test, since each call is one.
const outcomes = await renderAndRun();

describe.each([...new Set(outcomes.map(({ group }) => group))])("%s", (group) => {
  const own = outcomes.filter((outcome) => outcome.group === group).map((outcome) => [outcome.title, outcome] as const);

  test.each(own)("%s", (_, { expected, sent, returned, error }) => {
    if (expected.refuses !== undefined) {
      const [argument, what] = expected.refuses;
      const message = expect.stringMatching(new RegExp(what)) as unknown;
      expect({ sent, error }).toEqual({
        sent: [],
        error: { code: "INVALID_ARGUMENT", argument, name: "TypeError", message },
      });
      return;
    }
    if (expected.fails !== undefined) {
      const [code, what] = expected.fails;
      expect({ sent, error }).toMatchObject({ sent: [expected.sends], error: { code } });
      expect(error?.message).toMatch(new RegExp(what));
      return;
    }
    expect({ sent, error }).toEqual({ sent: expected.sends === undefined ? [] : [expected.sends], error: undefined });
    if ("returns" in expected) expect(returned).toEqual(expected.returns);
  });
});
