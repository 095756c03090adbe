import { WebPubSubServiceClient } from "@azure/web-pubsub";
import { WebPubSubClient } from "@azure/web-pubsub-client";
import { startLocalService } from "web-pubsub-local";

const service = await startLocalService();
const client = new WebPubSubServiceClient(service.connectionString, "chat", { allowInsecureConnection: true });

const { url } = await client.getClientAccessToken({ userId: "ada" });
const subscriber = new WebPubSubClient(url, { keepAliveIntervalInMs: 0, keepAliveTimeoutInMs: 0 });
const received = new Promise((resolve) => subscriber.on("server-message", ({ message }) => resolve(message.data)));
await subscriber.start();

await client.sendToUser("ada", { text: "hello" });
console.log(await received);

subscriber.stop();
await service.close();
