import { createWebPubSubClient } from "../../src/index.js";
import type { WebPubSubClient, WebPubSubClientOptions, WebPubSubRetryOptions } from "../../src/index.js";
import { FAKE_KEY } from "./fakeKey.js";

/** Two retries that do not take long. */
export const fastRetries = { maxRetries: 2, retryDelayInMs: 1, maxRetryDelayInMs: 2 };

/** A client that counts its attempts, answered or not. */
export function countingClient(
  endpoint: string,
  retryOptions: WebPubSubRetryOptions = fastRetries,
  options: WebPubSubClientOptions = {},
): { attempts: string[]; client: WebPubSubClient } {
  const attempts: string[] = [];
  const policy = {
    name: "countAttempts",
    sendRequest(request: { method: string }, next: (request: never) => Promise<never>) {
      attempts.push(request.method);
      return next(request as never);
    },
  };
  const client = createWebPubSubClient(
    endpoint,
    { key: FAKE_KEY },
    { ...options, retryOptions, additionalPolicies: [{ policy, position: "perRetry" }] },
  );
  return { attempts, client };
}
