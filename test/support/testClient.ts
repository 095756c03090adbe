import { createWebPubSubClient } from "../../src/index.js";
import type { WebPubSubClient, WebPubSubClientOptions } from "../../src/index.js";
import { FAKE_KEY } from "./fakeKey.js";

/** Where the test client sends to. No such host exists; msw answers in its place. */
export const ENDPOINT = "https://unit.test.example";

/** A client without retries, so that a failing answer is seen at once. */
export function testClient(options: WebPubSubClientOptions = {}): WebPubSubClient {
  return createWebPubSubClient(ENDPOINT, { key: FAKE_KEY }, { retryOptions: { maxRetries: 0 }, ...options });
}
