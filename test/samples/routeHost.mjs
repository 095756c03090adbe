/** Calls the route handler of nextRoute.ts, compiled to nextRoute.mjs, with standard requests, as Next.js does. */
import { createServer } from "node:http";
import * as route from "./nextRoute.mjs";

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = request.method === "POST" ? Buffer.concat(chunks) : null;
  const call = new Request(new URL(request.url ?? "", "http://localhost"), { method: request.method ?? "", body });
  const answer = await (request.method === "POST" ? route.POST(call) : route.GET(call));
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
});
server.listen(0, "127.0.0.1", () => console.log(`Listening on http://127.0.0.1:${server.address()?.["port"]}`));
