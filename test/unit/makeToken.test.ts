import { createHmac } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { decodeProtectedHeader, jwtVerify } from "jose";
import { keySigner } from "../../src/credential/keySigner.js";
import { makeToken } from "../../src/credential/makeToken.js";
import * as node from "../../src/platform/node.js";
import * as portable from "../../src/platform/portable.js";
import { FAKE_KEY } from "../support/fakeKey.js";

const { sign } = keySigner({ key: FAKE_KEY });
const input = {
  audience: "https://a.example/api/hubs/chat/:send?api-version=2020-10-01",
  nowSeconds: 1_600_000_000,
  lifetimeSeconds: 300,
};

describe("a token", () => {
  test("is the same text, letter by letter, for the same input", async () => {
    const encode = (text: string) => Buffer.from(text).toString("base64url");
    const signed = `${encode('{"alg":"HS256","typ":"JWT"}')}.${encode(`{"aud":"${input.audience}","iat":1600000000,"exp":1600000300}`)}`;
    const signature = createHmac("sha256", FAKE_KEY).update(signed).digest("base64url");
    expect(await makeToken(input, sign)).toBe(`${signed}.${signature}`);
  });

  test.each([
    [{}],
    [{ sub: "ada" }],
    [{ sub: "grüße 👋", role: ["webpubsub.sendToGroup.news"], "webpubsub.group": ["a/b", "c?d"] }],
  ])("is verified by an independent library with claims %j", async (claims) => {
    const token = await makeToken({ ...input, claims }, sign);
    const { payload } = await jwtVerify(token, new TextEncoder().encode(FAKE_KEY), {
      algorithms: ["HS256"],
      audience: input.audience,
      currentDate: new Date(input.nowSeconds * 1000),
    });
    expect(payload).toEqual({ ...claims, aud: input.audience, iat: 1_600_000_000, exp: 1_600_000_300 });
    expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", typ: "JWT" });
  });

  test("cannot be made to claim another audience or lifetime", async () => {
    const token = await makeToken({ ...input, claims: { aud: "elsewhere", exp: 9_999_999_999 } }, sign);
    expect(JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString())).toMatchObject({
      aud: input.audience,
      exp: 1_600_000_300,
    });
  });
});

const hmac = (key: string): string => createHmac("sha256", key).update("text").digest("base64url");

describe("a signer", () => {
  test("uses a changed key at once", async () => {
    const credential = { key: FAKE_KEY };
    const changing = keySigner(credential);
    expect(await changing.sign("text")).toBe(hmac(FAKE_KEY));
    credential.key = "fake-second-key";
    expect(await changing.sign("text")).toBe(hmac("fake-second-key"));
  });

  test("refuses a key that was changed to nothing", () => {
    const credential = { key: FAKE_KEY };
    const changing = keySigner(credential);
    credential.key = "";
    expect(() => changing.sign("text")).toThrow(
      '"credential.key" must be a non-empty string. Received an empty string.',
    );
  });

  test("takes a key of any characters as UTF-8", async () => {
    const key = "fälschlich-👋";
    expect(await keySigner({ key }).sign("text")).toBe(hmac(key));
  });
});

describe.each([
  ["Node.js", node],
  ["the web", portable],
])("the platform of %s", (_, platform) => {
  test("signs as Node.js's own crypto does", async () => {
    for (const key of [FAKE_KEY, "fälschlich-👋"]) expect(await platform.createHmac(key)("text")).toBe(hmac(key));
  });

  test("writes base64url as Node.js's own buffers do", () => {
    for (const text of ["", "a", "ab", "abc", "abcd", "grüße 👋", "?>?>\u0000"]) {
      expect(platform.base64Url(text)).toBe(Buffer.from(text).toString("base64url"));
    }
  });
});
