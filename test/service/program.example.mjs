import { WebPubSubClient } from "@azure/web-pubsub-client";
import { startLocalService } from "web-pubsub-local";
import { createWebPubSubClientFromConnectionString, getClientAccessToken } from "web-pubsub-rest/2024-12-01";

const service = await startLocalService();
const client = createWebPubSubClientFromConnectionString(service.connectionString);

const { url } = await getClientAccessToken(client, "chat", { userId: "ada" });
const subscriber = new WebPubSubClient(url, { keepAliveIntervalInMs: 0, keepAliveTimeoutInMs: 0 });
const received = new Promise((resolve) => subscriber.on("server-message", ({ message }) => resolve(message.data)));
await subscriber.start();

const ada = client.path("/api/hubs/{hub}/users/{userId}/:send", "chat", "ada");
await ada.post({ contentType: "application/json", body: { text: "hello" } });
console.log(await received);

subscriber.stop();
await service.close();
