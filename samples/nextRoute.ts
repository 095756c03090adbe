// A route handler that lets clients connect to the hub "chat" (GET), and sends there what is posted (POST). For the App
// Router of Next.js, on the runtime nodejs or edge:
//
//   npm install web-pubsub-rest                   in a project made by: npx create-next-app
//   cp nextRoute.ts app/api/chat/route.ts         and WEB_PUBSUB_CONNECTION_STRING='Endpoint=...' in .env.local
//   npm run dev                                   then ask for http://localhost:3000/api/chat?user=ada
import {
  createWebPubSubClientFromConnectionString,
  getClientAccessToken,
  throwIfUnexpected,
} from "web-pubsub-rest/2024-12-01";
import type { WebPubSubClient } from "web-pubsub-rest/2024-12-01";

let client: WebPubSubClient | undefined;

/** Made at the first request: `next build` loads this file where there is no connection string. */
function connect(): WebPubSubClient {
  client ??= createWebPubSubClientFromConnectionString(process.env["WEB_PUBSUB_CONNECTION_STRING"] ?? "");
  return client;
}

/** Everybody gets in here. In an application of yours, this is where the session says who somebody is. */
export async function GET(request: Request): Promise<Response> {
  const userId = new URL(request.url).searchParams.get("user");
  if (!userId) return new Response("Who is it? Ask with ?user=<name>.", { status: 400 });
  const { url } = await getClientAccessToken(connect(), "chat", { userId, expiresInMinutes: 5 });
  return Response.json({ url }, { headers: { "Cache-Control": "no-store" } });
}

export async function POST(request: Request): Promise<Response> {
  const body = await request.text();
  const answer = await connect().path("/api/hubs/{hub}/:send", "chat").post({ contentType: "text/plain", body });
  throwIfUnexpected(answer);
  return new Response(null, { status: 202 });
}
