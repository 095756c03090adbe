/**
 * Calls the functions of azureFunctions.ts, compiled to azureFunctions.cjs as by their project, with requests of the published
 * `@azure/functions`, as their host does.
 */
import { createServer } from "node:http";
import { createRequire } from "node:module";
import sdk from "@azure/functions";

const functions = createRequire(import.meta.url)("./azureFunctions.cjs");
const context = /** @type {import("@azure/functions").InvocationContext} */ (/** @type {unknown} */ ({ log() {} }));

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? "", "http://localhost");
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const method = /** @type {"GET" | "POST"} */ (request.method);
  const call = new sdk.HttpRequest({ method, url: url.href, ...(method === "POST" && { body: { bytes } }) });
  const answer = new sdk.HttpResponse(await functions[url.pathname.slice(1)](call, context));
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
});
server.listen(0, "127.0.0.1", () => console.log(`Listening on http://127.0.0.1:${server.address()?.["port"]}`));
