import assert from "node:assert/strict";
import { once } from "node:events";
import { afterEach, beforeEach, test } from "node:test";
import { startLocalService } from "web-pubsub-local";
import { createWebPubSubClientFromConnectionString, getClientAccessToken } from "web-pubsub-rest/2024-12-01";

let service;
beforeEach(async () => void (service = await startLocalService()));
afterEach(() => service.close());

test("whoever is connected is told the news", async () => {
  const client = createWebPubSubClientFromConnectionString(service.connectionString);
  const reader = new WebSocket((await getClientAccessToken(client, "chat")).url);
  await once(reader, "open");
  const read = once(reader, "message");

  await client.path("/api/hubs/{hub}/:send", "chat").post({ contentType: "text/plain", body: "news" });
  const [{ data }] = await read;
  assert.equal(data, "news");
  assert.equal(service.control.requests.length, 1);
});
