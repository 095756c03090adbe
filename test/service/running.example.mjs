import { createWebPubSubClientFromConnectionString } from "web-pubsub-rest/2024-12-01";

const client = createWebPubSubClientFromConnectionString(process.env.WEB_PUBSUB_CONNECTION_STRING);
const send = client.path("/api/hubs/{hub}/:send", "chat");
const { status } = await send.post({ contentType: "application/json", body: { text: "hello" } });
console.log(status);
