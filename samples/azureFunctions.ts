// Two functions: one lets clients connect to the hub "chat", one sends there what is posted. For Azure Functions, Node.js
// programming model v4:
//
//   npm install web-pubsub-rest          in a project made by: func init --worker-runtime typescript
//   cp azureFunctions.ts src/functions/  and WEB_PUBSUB_CONNECTION_STRING under Values of local.settings.json
//   npm start                            then ask for http://localhost:7071/api/negotiate?user=ada
import { app } from "@azure/functions";
import type { HttpRequest, HttpResponseInit, InvocationContext } from "@azure/functions";
import {
  createWebPubSubClientFromConnectionString,
  getClientAccessToken,
  throwIfUnexpected,
} from "web-pubsub-rest/2024-12-01";

// One client for all invocations: it keeps its connections.
const client = createWebPubSubClientFromConnectionString(process.env["WEB_PUBSUB_CONNECTION_STRING"] ?? "");

/** Everybody gets in here. In an application of yours, App Service authentication or a login says who somebody is. */
export async function negotiate(request: HttpRequest): Promise<HttpResponseInit> {
  const userId = request.query.get("user");
  if (!userId) return { status: 400, body: "Who is it? Ask for negotiate?user=<name>." };
  const { url } = await getClientAccessToken(client, "chat", { userId, expiresInMinutes: 5 });
  return { jsonBody: { url }, headers: { "Cache-Control": "no-store" } };
}

export async function messages(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const body = await request.text();
  const answer = await client.path("/api/hubs/{hub}/:send", "chat").post({ contentType: "text/plain", body });
  throwIfUnexpected(answer);
  context.log(`Sent ${body.length} characters to the hub.`);
  return { status: 202 };
}

app.http("negotiate", { methods: ["GET"], authLevel: "anonymous", handler: negotiate });
app.http("messages", { methods: ["POST"], authLevel: "function", handler: messages });
