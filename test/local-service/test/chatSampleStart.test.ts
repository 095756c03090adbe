import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { Client, closeAfterTest, jsonProtocol, service } from "./support.js";

const script = fileURLToPath(new URL("../samples/chat/server.js", import.meta.url));

/** The sample in a process of its own, until the end of the test. */
function startSample(env: Record<string, string>) {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, NODE_OPTIONS: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (data) => (output.stdout += data));
  child.stderr.on("data", (data) => (output.stderr += data));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, ...output }));
  closeAfterTest({ close: () => child.kill("SIGKILL") });
  return { child, ended };
}

/** A port that is free, as far as anybody can tell beforehand. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Asks until somebody answers. */
async function firstAnswer(url: string): Promise<Response> {
  for (;;) {
    try {
      return await fetch(url);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

test.each(["127.0.0.1", "localhost"])(
  "the sample works with a service on this machine that it has not started, at %s",
  async (host) => {
    const port = await freePort();
    const handler = {
      urlTemplate: `http://127.0.0.1:${port}/eventhandler/{event}`,
      systemEvents: ["connect", "connected", "disconnected"] as const,
      userEventPattern: "say",
    };
    const local = await service({ host, hubs: { chat: { eventHandlers: [handler] } } });
    const { child, ended } = startSample({
      PORT: String(port),
      WEB_PUBSUB_CONNECTION_STRING: local.connectionString,
    });
    // Whoever comes first finds the chat, and nothing that is not there yet.
    const answer = await firstAnswer(`http://127.0.0.1:${port}/negotiate?name=ada`);
    expect(answer.status).toBe(200);
    const { url } = (await answer.json()) as { url: string };
    const client = new Client(url, [jsonProtocol]);
    const frames = [await client.json(), await client.json()];
    expect(frames).toMatchObject([{ event: "connected" }, { data: { kind: "came", name: "ada" } }]);
    client.send({ type: "event", event: "say", dataType: "text", data: "hello", ackId: 1 });
    const next = [await client.json(), await client.json(), await client.json()];
    expect(next).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ data: { kind: "said", name: "ada", text: "hello" } }),
        expect.objectContaining({ data: { kind: "count", count: 1 } }),
        { type: "ack", ackId: 1, success: true },
      ]),
    );
    client.socket.close(1000);
    await client.closed;
    child.kill("SIGTERM");
    expect(await ended).toEqual({ code: 0, stdout: `The chat is at http://127.0.0.1:${port}\n`, stderr: "" });
  },
  60_000,
);

test("the sample has its page from the first request on", async () => {
  const port = await freePort();
  startSample({ PORT: String(port), WEB_PUBSUB_CONNECTION_STRING: "" });
  expect((await firstAnswer(`http://127.0.0.1:${port}/`)).status).toBe(200);
}, 60_000);

test.each([
  ["is taken", undefined, /^Port \d+ is taken\. Set PORT to another one, or to 0 for any\.\n$/],
  ["is none", "abc", /^PORT must be a number from 0 to 65535\.\n$/],
])(
  "the sample says so where its port %s",
  async (_, port, message) => {
    const taken = closeAfterTest(createServer().listen(0, "127.0.0.1"));
    await once(taken, "listening");
    const { ended } = startSample({ PORT: port ?? String((taken.address() as AddressInfo).port) });
    expect(await ended).toEqual({ code: 1, stdout: "", stderr: expect.stringMatching(message) });
  },
  60_000,
);
