import { expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { keySigner } from "../../src/credential/keySigner.js";
import { RequestTokens } from "../../src/credential/requestTokens.js";
import { FAKE_KEY } from "../support/fakeKey.js";

const start = Date.UTC(2026, 0, 1);

/** Tokens with a clock that the test moves, and a count of signatures. */
function tokens() {
  const clock = { now: start };
  const credential = { key: FAKE_KEY };
  const signer = keySigner(credential);
  let signed = 0;
  const counting = {
    currentKey: signer.currentKey,
    sign(text: string) {
      signed += 1;
      return signer.sign(text);
    },
  };
  const kept = new RequestTokens(counting, () => clock.now);
  const get = (url: string) => (kept.get(url) as string).replace(/^Bearer /, "");
  return { clock, credential, get, signed: () => signed };
}

test("a token is used again for the same URL while it is young, and made anew well before it expires", () => {
  const { clock, get, signed } = tokens();
  const first = get("https://a.example/x");
  clock.now = start + 119_000;
  expect(get("https://a.example/x")).toBe(first);
  clock.now = start + 120_000;
  const second = get("https://a.example/x");
  expect([second === first, signed()]).toEqual([false, 2]);
  expect(decodeJwt(second)).toMatchObject({ aud: "https://a.example/x", exp: start / 1000 + 120 + 300 });
});

test("another URL has another token", () => {
  const { get } = tokens();
  expect(decodeJwt(get("https://a.example/x")).aud).not.toBe(decodeJwt(get("https://a.example/y")).aud);
});

test("a changed key signs at once", () => {
  const { credential, get } = tokens();
  const first = get("https://a.example/x");
  credential.key = "fake-second-key";
  expect(get("https://a.example/x")).not.toBe(first);
});

test.each([
  ["back", -3_600_000],
  ["forward", 3_600_000],
])("a clock that is put %s makes a new token", (_, jump) => {
  const { clock, get } = tokens();
  get("https://a.example/x");
  clock.now += jump;
  expect(decodeJwt(get("https://a.example/x")).iat).toBe((start + jump) / 1000);
});

test("no more than a hundred are kept, those that were made last", () => {
  const { get, signed } = tokens();
  for (let index = 0; index < 150; index += 1) get(`https://a.example/${index}`);
  get("https://a.example/149");
  get("https://a.example/50");
  expect(signed()).toBe(150);
  get("https://a.example/49");
  expect(signed()).toBe(151);
});
