import * as core from "@azure/core-auth";
import { expect, test } from "@jest/globals";
import { isTokenCredential } from "../../src/credential/authentication.js";
import { FAKE_KEY } from "../support/fakeKey.js";

const getToken = async (): Promise<null> => null;

class Credential {
  getToken(_scopes: string | string[]): Promise<null> {
    return getToken();
  }
}

test.each<[string, unknown, boolean]>([
  ["an object", { getToken }, true],
  ["an object of a class", new Credential(), true],
  ["one that can sign requests, too", { getToken: new Credential().getToken, signRequest: getToken }, true],
  ["one that signs requests, and has a token of its own", { getToken, signRequest: getToken }, false],
  ["a key", { key: FAKE_KEY }, false],
  ["a key of the core library", new core.AzureKeyCredential(FAKE_KEY), false],
  ["a token that is there already", { getToken: "fake" }, false],
  ["a text", "fake", false],
  ["null", null, false],
  ["undefined", undefined, false],
])("%s is a token credential where the core library says so", (_, credential, expected) => {
  expect(isTokenCredential(credential as never)).toBe(expected);
  expect(Boolean(core.isTokenCredential(credential))).toBe(expected);
});
