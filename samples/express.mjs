// A web server that lets pages connect to the hub "chat", and sends there what they post. With Express, on Node 20 or later:
//
//   npm install express web-pubsub-rest
//   WEB_PUBSUB_CONNECTION_STRING='Endpoint=...' node express.mjs
//
// Then open http://127.0.0.1:3000, which is browser.html, in two tabs.
import { fileURLToPath } from "node:url";
import express from "express";
import {
  createWebPubSubClientFromConnectionString,
  getClientAccessToken,
  throwIfUnexpected,
} from "web-pubsub-rest/2024-12-01";

const client = createWebPubSubClientFromConnectionString(process.env["WEB_PUBSUB_CONNECTION_STRING"] ?? "");
const app = express();

app.get("/", (_request, response) => {
  response.sendFile(fileURLToPath(new URL("browser.html", import.meta.url)));
});

// Everybody gets in here. In an application of yours, this is where a login says who somebody is.
app.get("/negotiate", async (request, response) => {
  const { user } = request.query;
  if (typeof user !== "string" || user === "") {
    response.status(400).send("Who is it? Ask for /negotiate?user=<name>.");
    return;
  }
  const { url } = await getClientAccessToken(client, "chat", { userId: user, expiresInMinutes: 5 });
  response.set("Cache-Control", "no-store").json({ url });
});

app.post("/messages", express.text({ limit: "10kb" }), async (request, response) => {
  const { body } = request;
  if (typeof body !== "string" || body === "") {
    response.status(415).send("Post the message as text/plain.");
    return;
  }
  const answer = await client.path("/api/hubs/{hub}/:send", "chat").post({ contentType: "text/plain", body });
  throwIfUnexpected(answer);
  response.sendStatus(202);
});

const server = app.listen(Number(process.env["PORT"] ?? 3000), "127.0.0.1", () => {
  const address = server.address();
  console.log(`Listening on http://127.0.0.1:${typeof address === "object" ? address?.port : address}`);
});
