import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { WebPubSubServiceClient } from "@azure/web-pubsub";
import { setupServer } from "msw/node";
import { createInMemoryService } from "../src/msw/index.js";
import type { InMemoryService } from "../src/msw/index.js";

const server = setupServer();
let service: InMemoryService;
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
beforeEach(() => server.use(...(service = createInMemoryService()).handlers));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

test("news reach those who asked for them", async () => {
  const reader = service.connect("chat", { userId: "ada", groups: ["news"] });
  const other = service.connect("chat");

  const client = new WebPubSubServiceClient(service.connectionString, "chat");
  await client.group("news").sendToAll({ headline: "It works" });

  expect(reader.messages).toEqual([{ from: "group", group: "news", dataType: "json", data: { headline: "It works" } }]);
  expect(other.messages).toEqual([]);
});

test("a busy service is asked again", async () => {
  service.control.intercept({ method: "POST", status: 503, headers: { "Retry-After": "0" } });

  const client = new WebPubSubServiceClient(service.connectionString, "chat");
  await client.sendToUser("ada", "hello", { contentType: "text/plain" });

  expect(service.control.requests.map(({ path }) => path)).toEqual([
    "/api/hubs/chat/users/ada/:send",
    "/api/hubs/chat/users/ada/:send",
  ]);
});
