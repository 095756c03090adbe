import { afterAll, expect, test } from "@jest/globals";
import nock from "nock";
import { createWebPubSubClient } from "../../src/index.js";
import { FAKE_KEY } from "../support/fakeKey.js";

afterAll(() => nock.restore());

test("nock sees what the default transport sends", async () => {
  const scope = nock("https://nock.example").post("/api/hubs/h/:send?api-version=2020-10-01", "x").reply(202);
  const client = createWebPubSubClient("https://nock.example", { key: FAKE_KEY });
  const response = await client.path("/api/hubs/{hub}/:send", "h").post({ contentType: "text/plain", body: "x" });
  expect([response.status, scope.isDone()]).toEqual(["202", true]);
});
