import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { countingClient } from "../support/countingClient.js";

const text = { contentType: "text/plain", body: "x" } as const;

/** The servers of the current test. */
const servers: Server[] = [];
afterEach(async () => Promise.all(servers.splice(0).map(close)));

/** Starts a server that treats requests in some rude way, and returns its address. */
async function listen(handle: (request: IncomingMessage) => void): Promise<string> {
  const server = createServer((request) => handle(request));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

describe("a send", () => {
  test("is repeated when no connection was made", async () => {
    const endpoint = await listen(() => undefined);
    await close(servers.pop() as Server);
    const { client, attempts } = countingClient(endpoint);
    const call = client.path("/api/hubs/{hub}/:send", "h").post(text);
    await expect(call).rejects.toMatchObject({ name: "RestError", code: "ECONNREFUSED" });
    expect(attempts).toHaveLength(3);
  });

  test("is not repeated when the connection breaks after the request was sent", async () => {
    const { client, attempts } = countingClient(await listen((request) => request.socket.destroy()));
    await expect(client.path("/api/hubs/{hub}/:send", "h").post(text)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(attempts).toEqual(["POST"]);
  });

  test("is not repeated after its time is up", async () => {
    const { client, attempts } = countingClient(await listen(() => undefined));
    const call = client.path("/api/hubs/{hub}/:send", "h").post({ ...text, timeoutInMs: 50 });
    await expect(call).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(attempts).toEqual(["POST"]);
  });
});

describe("a call that may be repeated without harm", () => {
  test("is repeated when the connection breaks", async () => {
    const { client, attempts } = countingClient(await listen((request) => request.socket.destroy()));
    await expect(client.path("/api/health").head()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(attempts).toHaveLength(3);
  });
});
