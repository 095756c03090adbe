/**
 * Runs the compiled calls against a server of its own, one after the other, and prints a line of JSON for each: what went
 * out, what came back and what was refused.
 *
 * node --import tsx runCalls.ts <folder of the compiled calls>
 */
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Call, Calls } from "./calls/support.js";

/** What became of a call, and what should have. */
export interface Outcome {
  readonly group: string;
  readonly title: string;
  readonly expected: Pick<Call, "sends" | "returns"> & {
    readonly refuses?: readonly [string, string];
    readonly fails?: readonly [string, string];
  };
  readonly sent: readonly string[];
  readonly returned?: unknown;
  readonly error?: {
    readonly code: unknown;
    readonly argument: unknown;
    readonly name: string;
    readonly message: string;
  };
}

const [folder = ""] = process.argv.slice(2);
let current: Call | undefined;
let sent: string[] = [];

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  sent.push(describe(request, Buffer.concat(chunks)));
  response.writeHead(current?.status ?? 200, { "content-type": current?.answerType ?? "application/json" });
  response.end(current?.answer);
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

for (const file of readdirSync(folder).filter((name) => name.endsWith(".js") && name !== "support.js")) {
  const { calls } = (await import(pathToFileURL(path.join(folder, file)).href)) as { calls(endpoint: string): Calls };
  for (const [title, call] of Object.entries(calls(endpoint))) {
    const outcome = await run(path.basename(file, ".js"), title, call);
    console.log(JSON.stringify(outcome, (_, value) => (typeof value === "bigint" ? `${value}n` : value)));
  }
}
server.close();
server.closeAllConnections();

async function run(group: string, title: string, call: Call): Promise<Outcome> {
  [current, sent] = [call, []];
  const { sends, returns, fails, refuses } = call;
  const expected = {
    ...(sends !== undefined && { sends }),
    ...(returns !== undefined && { returns }),
    ...(fails !== undefined && { fails: [fails[0], fails[1].source] as const }),
    ...(refuses !== undefined && { refuses: [refuses[0], refuses[1].source] as const }),
  };
  try {
    const { body } = (await call.call()) as { body: unknown };
    return { group, title, expected, sent, returned: body };
  } catch (thrown) {
    const { code, argument, name, message } = thrown as Error & { code?: unknown; argument?: unknown };
    return { group, title, expected, sent, error: { code, argument, name, message } };
  }
}

function describe({ method, url, headers }: IncomingMessage, body: Buffer): string {
  const lines = [`${method} ${url}`];
  for (const name of current?.headers ?? []) {
    if (headers[name] !== undefined) lines.push(`${name}: ${String(headers[name])}`);
  }
  if (current?.body !== undefined) lines.push("", body.toString(current.body === "hex" ? "hex" : "utf8"));
  // Each form has another one.
  const [, boundary] = /boundary=(\S+)/.exec(headers["content-type"] ?? "") ?? [];
  const text = lines.join("\n");
  return boundary === undefined ? text : text.replaceAll(boundary, "(boundary)");
}
