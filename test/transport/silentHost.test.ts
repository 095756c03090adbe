import http from "node:http";
import type { LookupFunction } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createWebPubSubClient } from "../../src/index.js";
import { deafServer } from "../support/deafServer.js";
import type { DeafServer } from "../support/deafServer.js";
import { FAKE_KEY } from "../support/fakeKey.js";

let server: DeafServer;
beforeAll(async () => {
  server = await deafServer();
});
afterAll(() => server.close());

/** Of the second address Node.js hears that nobody listens there. Of the last one it would hear after two minutes. */
const lookup: LookupFunction = (_, __, done) =>
  done(null, [
    { address: "127.0.0.1", family: 4 },
    { address: "127.0.0.2", family: 4 },
  ]);

function silentClient(options: object) {
  const agent = new http.Agent({ lookup } as http.AgentOptions);
  let attempts = 0;
  const policy = {
    name: "countAttempts",
    sendRequest(request: never, next: (request: never) => Promise<never>) {
      attempts += 1;
      return next(request);
    },
  };
  const client = createWebPubSubClient(
    `http://silent.example:${server.port}`,
    { key: FAKE_KEY },
    { agent, allowInsecureConnection: true, additionalPolicies: [{ policy, position: "perRetry" }], ...options },
  );
  return { client, attempts: () => attempts };
}

test("a send to a host that does not answer is repeated: nothing of it has left", async () => {
  const { client, attempts } = silentClient({ retryOptions: { maxRetries: 2, retryDelayInMs: 1 } });
  const call = client.path("/api/hubs/{hub}/:send", "h").post({ contentType: "text/plain", body: "x" });
  await expect(call).rejects.toMatchObject({ name: "RestError", code: "ETIMEDOUT" });
  await expect(call).rejects.toThrow(/^POST \/api\/hubs\/h\/:send: no connection was made \(ETIMEDOUT\)\.$/);
  expect(attempts()).toBe(3);
});

test("a call's time is up while it connects", async () => {
  const { client } = silentClient({ timeoutInMs: 100 });
  await expect(client.path("/api/health").head()).rejects.toMatchObject({ name: "TimeoutError", code: "TIMEOUT" });
});
