import http from "node:http";
import type { LookupFunction } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { countingClient, fastRetries } from "../support/countingClient.js";
import { deafServer } from "../support/deafServer.js";
import type { DeafServer } from "../support/deafServer.js";

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

/** A client of such a host. */
function silentClient(timeoutInMs?: number) {
  const agent = new http.Agent({ lookup } as http.AgentOptions);
  const options = { agent, allowInsecureConnection: true, timeoutInMs };
  return countingClient(`http://silent.example:${server.port}`, fastRetries, options);
}

test("a send to a host that does not answer is repeated: nothing of it has left", async () => {
  const { client, attempts } = silentClient();
  const call = client.path("/api/hubs/{hub}/:send", "h").post({ contentType: "text/plain", body: "x" });
  await expect(call).rejects.toMatchObject({ name: "RestError", code: "ETIMEDOUT" });
  await expect(call).rejects.toThrow(/^POST \/api\/hubs\/h\/:send: no connection was made \(ETIMEDOUT\)\.$/);
  expect(attempts).toHaveLength(3);
});

test("a call's time is up while it connects", async () => {
  const { client } = silentClient(100);
  await expect(client.path("/api/health").head()).rejects.toMatchObject({ name: "TimeoutError", code: "TIMEOUT" });
});
