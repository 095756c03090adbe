// A web server that lets clients connect to the hub "chat", and sends there what is posted. On Bun 1.2 or later:
//
//   bun add web-pubsub-rest
//   WEB_PUBSUB_CONNECTION_STRING='Endpoint=...' bun bun.ts
import {
  createWebPubSubClientFromConnectionString,
  getClientAccessToken,
  throwIfUnexpected,
} from "web-pubsub-rest/2024-12-01";

const client = createWebPubSubClientFromConnectionString(Bun.env["WEB_PUBSUB_CONNECTION_STRING"] ?? "");

const server = Bun.serve({
  hostname: "127.0.0.1",
  port: Number(Bun.env["PORT"] ?? 3000),
  routes: {
    "/negotiate": {
      GET: async (request) => {
        const userId = new URL(request.url).searchParams.get("user");
        if (!userId) return new Response("Who is it? Ask for /negotiate?user=<name>.", { status: 400 });
        const { url } = await getClientAccessToken(client, "chat", { userId, expiresInMinutes: 5 });
        return Response.json({ url }, { headers: { "Cache-Control": "no-store" } });
      },
    },
    "/messages": {
      POST: async (request) => {
        const body = await request.text();
        const answer = await client.path("/api/hubs/{hub}/:send", "chat").post({ contentType: "text/plain", body });
        throwIfUnexpected(answer);
        return new Response(null, { status: 202 });
      },
    },
  },
});
console.log(`Listening on ${server.url}`);
