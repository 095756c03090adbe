import { inspect } from "node:util";
import type { AccessToken } from "@azure/core-auth";
import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { BearerTokens } from "../../src/credential/bearerTokens.js";

beforeEach(() => void jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void jest.useRealTimers());

/** A credential that answers with what the test hands it, in order. */
function credential(...answers: (Partial<AccessToken> | Error | null | undefined)[]) {
  const asked: unknown[][] = [];
  const getToken = async (...args: unknown[]): Promise<AccessToken> => {
    const answer = answers[Math.min(asked.push(args), answers.length) - 1];
    if (answer instanceof Error) throw answer;
    return answer as AccessToken;
  };
  return { asked, tokens: new BearerTokens({ getToken }, ["scope"]) };
}

const minute = 60_000;
const token = (name: string, minutes: number) => ({ token: name, expiresOnTimestamp: 1_000_000 + minutes * minute });

test("a token is asked for once for all who wait, and used while it is good", async () => {
  const { asked, tokens } = credential(token("first", 60));
  expect(await Promise.all([tokens.get({}), tokens.get({})])).toEqual(["first", "first"]);
  expect([tokens.get({}), asked.length]).toEqual(["first", 1]);
  expect(asked[0]).toEqual([["scope"], { enableCae: true }]);
});

test("a token is renewed in the background before it expires", async () => {
  const { tokens } = credential(token("first", 60), token("second", 120));
  await tokens.get({});
  jest.setSystemTime(1_000_000 + 59 * minute);
  expect(tokens.get({})).toBe("first");
  await jest.advanceTimersByTimeAsync(1);
  expect(tokens.get({})).toBe("second");
});

test("a time that the issuer names for the renewal counts", async () => {
  const { asked, tokens } = credential({ ...token("first", 60), refreshAfterTimestamp: 1_000_000 + minute });
  await tokens.get({});
  jest.setSystemTime(1_000_000 + 2 * minute);
  expect(tokens.get({})).toBe("first");
  expect(asked).toHaveLength(2);
});

test.each([{}, { expiresOnTimestamp: NaN }, { expiresOnTimestamp: undefined as never }])(
  "a token that does not say how long it is good, %p, is asked for anew by each request",
  async (time) => {
    const { tokens } = credential({ token: "first", ...time }, { token: "second", ...time });
    expect([await tokens.get({}), await tokens.get({})]).toEqual(["first", "second"]);
  },
);

test("a renewal that fails is nobody's error while the token is good, and the next call's when it is not", async () => {
  const { asked, tokens } = credential(token("first", 60), new Error("down"));
  await tokens.get({});
  jest.setSystemTime(1_000_000 + 59 * minute);
  expect(tokens.get({})).toBe("first");
  await jest.advanceTimersByTimeAsync(1);
  // Not at every call: three seconds are left between.
  expect([tokens.get({}), asked.length]).toEqual(["first", 2]);
  await jest.advanceTimersByTimeAsync(3_000);
  expect([tokens.get({}), asked.length]).toEqual(["first", 3]);
  jest.setSystemTime(1_000_000 + 61 * minute);
  await expect(tokens.get({})).rejects.toThrow("down");
});

test.each<[string, () => unknown]>([
  [
    "throws",
    () => {
      throw new Error("down");
    },
  ],
  ["gives nothing", () => undefined],
])("a credential that %s at once, in the background, is nobody's error while the token is good", async (_, again) => {
  const answers = [() => Promise.resolve(token("first", 60)), again];
  const tokens = new BearerTokens({ getToken: () => answers.shift()!() as Promise<AccessToken> }, "scope");
  await tokens.get({});
  jest.setSystemTime(1_000_000 + 59 * minute);
  expect(tokens.get({})).toBe("first");
  await jest.advanceTimersByTimeAsync(1);
  expect([tokens.get({}), answers]).toEqual(["first", []]);
});

test("a credential may give its token at once, and no promise", async () => {
  const tokens = new BearerTokens({ getToken: () => token("first", 60) as never }, "scope");
  expect([await tokens.get({}), tokens.get({})]).toEqual(["first", "first"]);
  const failing = new BearerTokens({ getToken: () => null as never }, "scope");
  await expect(failing.get({})).rejects.toMatchObject({ code: "NO_TOKEN" });
});

test.each(["fake-é", "fake-€", "fake\ntoken", " fake"])("what no header can hold is no token: %j", async (text) => {
  const { tokens } = credential(token(text, 60));
  const error = await (tokens.get({}) as Promise<string>).then(undefined, (thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "NO_TOKEN" });
  expect(inspect(error)).not.toContain("fake");
});

test.each([undefined, null, {}, { token: "" }])("what is no token is an error: %j", async (answer) => {
  const { tokens } = credential(answer as null);
  await expect(tokens.get({})).rejects.toMatchObject({ code: "NO_TOKEN" });
});

test("a challenge makes for one new token, however many calls were refused with the old one", async () => {
  const { asked, tokens } = credential(token("first", 60), token("second", 60), token("third", 60));
  await tokens.get({});
  const claims = "more";
  expect(await Promise.all([tokens.renew("first", { claims }), tokens.renew("first", { claims })])).toEqual([
    "second",
    "second",
  ]);
  // Who hears of it later finds it there, and who is refused with it asks again.
  expect(await tokens.renew("first", { claims })).toBe("second");
  expect(await tokens.renew("second", { claims })).toBe("third");
  expect(asked.map(([, options]) => (options as { claims?: string }).claims)).toEqual([undefined, claims, claims]);
});

test("a challenge does not wait for a token that was asked for without its claims", async () => {
  let resolve!: (late: AccessToken) => void;
  const answers = [Promise.resolve(token("first", 60)), new Promise<AccessToken>((done) => (resolve = done))];
  const tokens = new BearerTokens({ getToken: async () => answers.shift() ?? token("third", 60) }, "scope");
  await tokens.get({});
  jest.setSystemTime(1_000_000 + 59 * minute);
  expect(tokens.get({})).toBe("first");
  expect(await tokens.renew("first", { claims: "more" })).toBe("third");
  resolve(token("second", 120));
  await jest.advanceTimersByTimeAsync(1);
  expect(await tokens.get({})).toBe("third");
});

test("a credential that hangs is asked once more after two minutes", async () => {
  const answers = [new Promise<AccessToken>(() => {}), Promise.resolve(token("second", 60))];
  const getToken = jest.fn(async () => answers.shift() as Promise<AccessToken>);
  const tokens = new BearerTokens({ getToken }, "scope");
  void tokens.get({});
  jest.setSystemTime(1_000_000 + 2 * minute - 1);
  void tokens.get({});
  expect(getToken).toHaveBeenCalledTimes(1);
  jest.setSystemTime(1_000_000 + 2 * minute);
  expect(await tokens.get({})).toBe("second");
});
