import { execFile } from "node:child_process";
import { createServer } from "node:http";
import path from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { close, listen } from "../support/listen.js";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const run = promisify(execFile);

/** What some runtimes and test environments do not have. It has to be gone before anything is imported. */
const taken = `data:text/javascript,${encodeURIComponent(`
  for (const name of ["btoa", "atob", "Response", "TextEncoder", "structuredClone"]) delete globalThis[name];
  delete URL.canParse;
  delete crypto.randomUUID;
  Object.defineProperty(globalThis, "crypto", { value: undefined });
  globalThis.self = globalThis;
`)}`;

/** Runs a program that cannot have these, with the package as it is built. */
async function runWithout(condition: string, program: string): Promise<string> {
  const flags = [`--conditions=${condition}`, "--import", taken, "--input-type=module", "-e", program];
  const { stdout } = await run(process.execPath, flags, { cwd: root });
  return stdout.trim();
}

const entries = ["web-pubsub-rest", "web-pubsub-rest/2024-12-01", "web-pubsub-rest/2021-10-01"];

test.each(["node", "browser"])(
  "import and creation need no TextEncoder, btoa, crypto or URL.canParse: %s",
  async (condition) => {
    const program = entries
      .map(
        (
          entry,
        ) => `{ const { createWebPubSubClient, createWebPubSubClientFromConnectionString } = await import("${entry}");
        console.log(createWebPubSubClient("https://a.example", { key: "fake" }).endpoint);
        console.log(createWebPubSubClientFromConnectionString("Endpoint=https://b.example;AccessKey=fake;").endpoint); }`,
      )
      .join("\n");
    const expected = entries.flatMap(() => ["https://a.example", "https://b.example"]);
    expect((await runWithout(condition, program)).split("\n")).toEqual(expected);
  },
);

test("on Node.js, neither does a send, of a stream or not, nor an error", async () => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      response.writeHead(request.method === "POST" ? 202 : 401).end();
    });
  });
  const endpoint = await listen(server);
  const program = `import { Readable } from "node:stream";
    import { createRestError, createWebPubSubClient } from "web-pubsub-rest";
    const client = createWebPubSubClient("${endpoint}", { key: "fake" });
    const send = client.path("/api/hubs/{hub}/:send", "h");
    console.log((await send.post({ contentType: "text/plain", body: "grüße" })).status);
    await send.post({ contentType: "text/plain", body: Readable.from(["grü", "ße"]) });
    await send.post({ contentType: "application/octet-stream", body: Readable.from([Buffer.from("Grü"), Buffer.from("ße")]) });
    console.log(createRestError(await client.path("/api/health").head()).message);`;
  try {
    expect(await runWithout("node", program)).toMatch(/^202\nHEAD \/api\/health failed with status 401\./);
    expect(bodies).toEqual(["grüße", "grüße", "Grüße", ""]);
  } finally {
    await close(server);
  }
});
