import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import { afterEach, describe, expect, test } from "@jest/globals";
import { RestError } from "@azure/core-rest-pipeline";
import { createWebPubSubClient } from "../../src/index.js";
import { countingClient, fastRetries } from "../support/countingClient.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { close, listen } from "../support/listen.js";

const text = { contentType: "text/plain", body: "x" } as const;

/** The servers of the current test. */
const servers: Server[] = [];
afterEach(async () => Promise.all(servers.splice(0).map(close)));

/** Starts a server that treats requests in some way, and returns its address. */
function serve(handle: RequestListener, host?: string): Promise<string> {
  const server = createServer(handle);
  servers.push(server);
  return listen(server, host);
}

describe("a send", () => {
  test("is repeated when no connection was made", async () => {
    const endpoint = await serve(() => undefined);
    await close(servers.pop() as Server);
    const { client, attempts } = countingClient(endpoint);
    const call = client.path("/api/hubs/{hub}/:send", "h").post(text);
    await expect(call).rejects.toMatchObject({ name: "RestError", code: "ECONNREFUSED" });
    expect(attempts).toHaveLength(3);
  });

  test("is not repeated when the connection breaks after the request was sent", async () => {
    const { client, attempts } = countingClient(await serve((request) => request.socket.destroy()));
    await expect(client.path("/api/hubs/{hub}/:send", "h").post(text)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(attempts).toEqual(["POST"]);
  });

  test("is not repeated after its time is up", async () => {
    const { client, attempts } = countingClient(await serve(() => undefined));
    const call = client.path("/api/hubs/{hub}/:send", "h").post({ ...text, timeoutInMs: 50 });
    await expect(call).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(attempts).toEqual(["POST"]);
  });
});

describe("a call whose time is up while it waits for another attempt says what the last one failed with", () => {
  const impatient = { timeoutInMs: 50 };

  test("where no connection was made", async () => {
    const endpoint = await serve(() => undefined);
    await close(servers.pop() as Server);
    const client = createWebPubSubClient(endpoint, { key: FAKE_KEY }, impatient);
    const call = client.path("/api/hubs/{hub}/:send", "h").post(text);
    await expect(call).rejects.toMatchObject({ code: "TIMEOUT", cause: { code: "ECONNREFUSED" } });
  });

  test("where a connection broke", async () => {
    const endpoint = await serve((request) => request.socket.destroy());
    const client = createWebPubSubClient(endpoint, { key: FAKE_KEY }, impatient);
    await expect(client.path("/api/health").head()).rejects.toMatchObject({
      code: "TIMEOUT",
      cause: { code: "ECONNRESET" },
    });
  });

  test("but not where that one is under way", async () => {
    let count = 0;
    const endpoint = await serve((request) => void (count++ === 0 && request.socket.destroy()));
    const options = { timeoutInMs: 200, retryOptions: { retryDelayInMs: 1 } };
    const client = createWebPubSubClient(endpoint, { key: FAKE_KEY }, options);
    const error: unknown = await client
      .path("/api/health")
      .head()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "TIMEOUT" });
    expect(error).not.toHaveProperty("cause");
  });
});

test("a host that is an IPv6 address is reached", async () => {
  const { client } = countingClient(await serve((_, response) => response.end(), "::1"));
  expect((await client.path("/api/health").head()).status).toBe("200");
});

describe("a send that the transport calls failed", () => {
  test.each([
    ["is repeated", "connect EHOSTUNREACH 192.0.2.1:443", 3],
    ["is repeated", "connect ETIMEDOUT 192.0.2.1:443", 3],
    ["is repeated", "getaddrinfo EAI_AGAIN a.example", 3],
    ["is repeated", "", 3],
    ["is not repeated", "read EHOSTUNREACH", 1],
    ["is not repeated", "read ETIMEDOUT", 1],
  ])("%s after: %p", async (_, message, count) => {
    let attempts = 0;
    const httpClient = {
      sendRequest: () => {
        attempts += 1;
        const code = / (E[A-Z_]+)/.exec(message)?.[1] ?? "EHOSTUNREACH";
        return Promise.reject(new RestError(message, { code }));
      },
    };
    const client = createWebPubSubClient(
      "https://a.example",
      { key: FAKE_KEY },
      { httpClient, retryOptions: fastRetries },
    );
    const call = client.path("/api/hubs/{hub}/:send", "h").post(text);
    await expect(call).rejects.toThrow(message || "POST /api/hubs/h/:send: no connection was made (EHOSTUNREACH).");
    expect(attempts).toBe(count);
  });
});

describe("a call that may be repeated without harm", () => {
  test("is repeated when the connection breaks", async () => {
    const { client, attempts } = countingClient(await serve((request) => request.socket.destroy()));
    await expect(client.path("/api/health").head()).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(attempts).toHaveLength(3);
  });
});
