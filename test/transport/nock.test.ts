import { afterAll, expect, test } from "@jest/globals";
import nock from "nock";
import { MockAgent } from "undici";
import { createWebPubSubClient } from "../../src/index.js";
import { undiciTransport } from "../../src/undici.js";
import { FAKE_KEY } from "../support/fakeKey.js";

afterAll(() => nock.restore());

test("nock sees what the default transport sends", async () => {
  const scope = nock("https://nock.example").post("/api/hubs/h/:send?api-version=2020-10-01", "x").reply(202);
  const client = createWebPubSubClient("https://nock.example", { key: FAKE_KEY });
  const response = await client.path("/api/hubs/{hub}/:send", "h").post({ contentType: "text/plain", body: "x" });
  expect([response.status, scope.isDone()]).toEqual(["202", true]);
});

test("a MockAgent of undici sees what the transport on undici sends", async () => {
  const dispatcher = new MockAgent();
  dispatcher.disableNetConnect();
  const path = "/api/hubs/h/:send?api-version=2020-10-01";
  dispatcher.get("https://mock.example").intercept({ method: "POST", path, body: "x" }).reply(202);
  const httpClient = undiciTransport({ dispatcher });
  const client = createWebPubSubClient("https://mock.example", { key: FAKE_KEY }, { httpClient });
  const response = await client.path("/api/hubs/{hub}/:send", "h").post({ contentType: "text/plain", body: "x" });
  expect(response.status).toBe("202");
  dispatcher.assertNoPendingInterceptors();
});
