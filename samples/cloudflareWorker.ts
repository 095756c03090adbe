// A worker that lets clients connect to the hub "chat", and sends there what is posted. Cloudflare Workers, without
// compatibility flags:
//
//   npm install web-pubsub-rest
//   echo "WEB_PUBSUB_CONNECTION_STRING='Endpoint=...'" > .dev.vars      and for production: npx wrangler secret put ...
//   npx wrangler dev cloudflareWorker.ts --compatibility-date 2026-11-17
import {
  createWebPubSubClientFromConnectionString,
  getClientAccessToken,
  throwIfUnexpected,
} from "web-pubsub-rest/2024-12-01";

interface Environment {
  WEB_PUBSUB_CONNECTION_STRING: string;
}

export default {
  async fetch(request: Request, environment: Environment): Promise<Response> {
    const client = createWebPubSubClientFromConnectionString(environment.WEB_PUBSUB_CONNECTION_STRING);
    const { pathname, searchParams } = new URL(request.url);

    if (request.method === "GET" && pathname === "/negotiate") {
      const userId = searchParams.get("user");
      if (!userId) return new Response("Who is it? Ask for /negotiate?user=<name>.", { status: 400 });
      const { url } = await getClientAccessToken(client, "chat", { userId, expiresInMinutes: 5 });
      return Response.json({ url }, { headers: { "Cache-Control": "no-store" } });
    }
    if (request.method === "POST" && pathname === "/messages") {
      const body = await request.text();
      const answer = await client.path("/api/hubs/{hub}/:send", "chat").post({ contentType: "text/plain", body });
      throwIfUnexpected(answer);
      return new Response(null, { status: 202 });
    }
    return new Response("Not found", { status: 404 });
  },
};
