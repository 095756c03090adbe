// Prints what came of a few requests that msw answers with the service in memory. Run by msw3.test.ts, with msw 3.
import { readFileSync } from "node:fs";
import { setupServer } from "msw/node";
import { createInMemoryService } from "web-pubsub-local/msw";

const service = createInMemoryService();
const server = setupServer(...service.handlers);
server.listen({ onUnhandledRequest: "error" });

const { token } = await service.tokenCredential.getToken("https://webpubsub.azure.com/.default");
const authorization = `Bearer ${token}`;
const ask = (method, path, init = {}) =>
  fetch(service.endpoint + path, { method, ...init, headers: { authorization, ...init.headers } });

const reader = service.connect("chat", { userId: "ada", groups: ["news"] });
const json = { headers: { "content-type": "application/json" }, body: '{"text":"hello"}' };
const sent = await ask("POST", "/api/hubs/chat/groups/news/:send", json);
const head = await ask("HEAD", "/api/hubs/chat/users/nobody");
const large = await ask("POST", "/api/hubs/chat/:send", { body: new Uint8Array(1_048_577) });
service.control.intercept({ status: 503, headers: { "Retry-After": "0" } });
const busy = await ask("HEAD", "/api/hubs/chat/users/ada");
service.control.intercept({ reset: true });
const reset = await ask("HEAD", "/api/hubs/chat/users/ada").then(
  () => "answered",
  () => "broken off",
);
server.close();

const { version } = JSON.parse(readFileSync(new URL("node_modules/msw/package.json", import.meta.url), "utf8"));
console.log(
  JSON.stringify({
    msw: version,
    node: process.versions.node,
    sent: sent.status,
    messages: reader.messages,
    head: [head.status, head.headers.get("x-ms-error-code")],
    large: large.status,
    busy: [busy.status, busy.headers.get("retry-after")],
    reset,
    requests: service.control.requests.length,
  }),
);
