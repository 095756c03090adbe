// A web server that lets clients connect to the hub "chat", and sends there what is posted. On Deno 2:
//
//   npm install web-pubsub-rest
//   export WEB_PUBSUB_CONNECTION_STRING='Endpoint=...'
//   deno run --allow-net --allow-env --allow-sys=osRelease deno.ts
import {
  createWebPubSubClientFromConnectionString,
  getClientAccessToken,
  throwIfUnexpected,
} from "web-pubsub-rest/2024-12-01";

const client = createWebPubSubClientFromConnectionString(Deno.env.get("WEB_PUBSUB_CONNECTION_STRING") ?? "");

Deno.serve({ hostname: "127.0.0.1", port: Number(Deno.env.get("PORT") ?? 8000) }, async (request) => {
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
});
