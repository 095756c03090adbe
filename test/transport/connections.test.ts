import { Agent as HttpAgent, createServer as createHttpServer } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { createServer as createTcpServer } from "node:net";
import { inspect } from "node:util";
import { proxyPolicy } from "@azure/core-rest-pipeline";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { Agent } from "undici";
import { createWebPubSubClient } from "../../src/index.js";
import type { WebPubSubClientOptions } from "../../src/index.js";
import { readBounds } from "../../src/transport/bounds.js";
import { fetchTransport } from "../../src/transport/fetch/fetchTransport.js";
import { undiciTransport } from "../../src/undici.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { head, listen, noRetries, startServices } from "./services.js";
import type { Services } from "./services.js";

const text = { contentType: "text/plain", body: "x" } as const;

let services: Services;
beforeAll(async () => void (services = await startServices()));

describe("what is printed of an answer", () => {
  const agentPolicy = (agent: HttpAgent): PipelinePolicy => ({
    name: "ownAgent",
    sendRequest: (request, next) => next(Object.assign(request, { agent })),
  });

  test.each<[string, (agent: HttpAgent) => WebPubSubClientOptions]>([
    ["an option", (agent) => ({ agent })],
    ["a policy", (agent) => ({ additionalPolicies: [{ policy: agentPolicy(agent), position: "perCall" }] })],
  ])("shows no token where %s brings an agent", async (_, options) => {
    const agent = new HttpAgent({ keepAlive: true });
    const client = createWebPubSubClient(`http://127.0.0.1:${services.httpPort}`, { key: FAKE_KEY }, options(agent));
    const responses = await Promise.all([
      client.path("/api/health").head(),
      client.pathUnchecked("/x").get(),
      client.pathUnchecked("/x").get().asNodeStream(),
    ]);
    expect(Object.keys(agent.sockets).length + Object.keys(agent.freeSockets).length).toBeGreaterThan(0);
    for (const response of responses) {
      expect(inspect(response, { depth: 30, showHidden: true })).not.toMatch(/Bearer|eyJ/);
    }
    for await (const chunk of responses[2].body!) expect(chunk).toBeDefined();
    agent.destroy();
  });

  test("nor does an answer over undici show the proxy of a policy, which is not asked", async () => {
    const policy = proxyPolicy({ host: "http://127.0.0.1", port: 9, username: "user", password: "fake-password" });
    const { request } = await head(`http://localhost:${services.httpPort}`, {
      httpClient: undiciTransport(),
      additionalPolicies: [{ policy, position: "perCall" }],
    });
    expect(inspect(request, { depth: 30, showHidden: true }) + JSON.stringify(request)).not.toMatch(/fake-password/);
  });

  test("nor does an error of a connection that broke", async () => {
    const port = await listen(createTcpServer((socket) => socket.once("data", () => socket.destroy())));
    for (const httpClient of [undefined, undiciTransport()]) {
      const client = createWebPubSubClient(
        `http://127.0.0.1:${port}`,
        { key: FAKE_KEY },
        { ...noRetries, ...(httpClient && { httpClient }) },
      );
      const error = await client
        .path("/api/hubs/{hub}/:send", "h")
        .post(text)
        .catch((reason: unknown) => reason as { request: unknown });
      for (const one of [error, (error as { request: unknown }).request]) {
        expect(inspect(one, { depth: 30, showHidden: true })).not.toMatch(/Bearer |eyJ/);
      }
    }
  });
});

test.each([
  ["http", "http:", new HttpsAgent()],
  ["https", "https:", new HttpAgent()],
])("an agent that is not for %s is refused by the call, which has not been sent", async (_, protocol, agent) => {
  const port = protocol === "http:" ? services.httpPort : services.tlsPort;
  const before = services.received.length;
  await expect(head(`${protocol}//localhost:${port}`, { agent })).rejects.toMatchObject({
    name: "TypeError",
    code: "INVALID_ARGUMENT",
    argument: "agent",
  });
  expect(services.received).toHaveLength(before);
});

describe("TLS", () => {
  test.each<[string, (tlsOptions?: { ca: string }) => WebPubSubClientOptions]>([
    ["node:http", (tlsOptions) => ({ tlsOptions })],
    ["undici", (tlsOptions) => ({ httpClient: undiciTransport({ tlsOptions }) })],
  ])("takes certificates of the caller, and no others: %s", async (_, options) => {
    const endpoint = `https://localhost:${services.tlsPort}`;
    expect((await head(endpoint, options({ ca: services.ca }))).status).toBe("200");
    await expect(head(endpoint, options())).rejects.toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  });

  test.each([
    ["node:http", "closed", {}],
    ["node:http", "reset", {}],
    ["undici", "closed", { httpClient: undiciTransport() }],
    ["undici", "reset", { httpClient: undiciTransport() }],
    ["fetch", "closed", { httpClient: fetchTransport(readBounds({})) }],
    // Later ones do not tell of a reset when it came.
    ...(process.versions.undici?.startsWith("6.") === true
      ? [["fetch", "reset", { httpClient: fetchTransport(readBounds({})) }] as const]
      : []),
  ])(
    "a socket in the handshake has carried nothing, so a send is repeated: over %s, %s",
    async (_, how, options: WebPubSubClientOptions) => {
      let connections = 0;
      const port = await listen(
        createTcpServer((socket) => {
          connections += 1;
          socket.once("data", () => (how === "reset" ? socket.resetAndDestroy() : socket.destroy()));
        }),
      );
      const client = createWebPubSubClient(
        `https://127.0.0.1:${port}`,
        { key: FAKE_KEY },
        { retryOptions: { maxRetries: 2, retryDelayInMs: 1 }, ...options },
      );
      await expect(client.path("/api/hubs/{hub}/:send", "h").post(text)).rejects.toMatchObject({
        code: "ECONNRESET",
        message: expect.not.stringMatching(/not known/),
        // What the runtime says of it.
        cause: { code: "ECONNRESET" },
      });
      expect(connections).toBe(3);
    },
  );
});

const idleTimeoutInMs = 500;
test.each<[string, () => WebPubSubClientOptions]>([
  ["node:http", () => ({ idleTimeoutInMs })],
  ["undici", () => ({ httpClient: undiciTransport({ idleTimeoutInMs }) })],
])("idle connections are kept for a while, and then closed: %s", async (_, options) => {
  // A service that would keep them for longer has no say in it.
  const server = createHttpServer((_request, response) => response.setHeader("keep-alive", "timeout=60").end());
  // Of itself, it would close them after five seconds.
  server.keepAliveTimeout = 0;
  let opened = 0;
  const closed = new Promise((resolve) =>
    server.on("connection", (socket) => {
      opened += 1;
      socket.on("close", resolve);
    }),
  );
  const client = createWebPubSubClient(`http://127.0.0.1:${await listen(server)}`, { key: FAKE_KEY }, options());
  await client.pathUnchecked("/x").get();
  // What has only just become free is not always used again.
  await new Promise((resolve) => setTimeout(resolve, 50));
  await client.pathUnchecked("/x").get();
  expect(opened).toBe(1);
  await closed;
});

test.each<[string, () => WebPubSubClientOptions, number | undefined]>([
  ["node:http, where the answer says its length", () => ({}), 0],
  ["node:http, where it says none", () => ({}), undefined],
  ["undici, where the answer says its length", () => ({ httpClient: undiciTransport() }), 0],
  ["undici, where it says none", () => ({ httpClient: undiciTransport() }), undefined],
])("a connection is used again after HEAD: %s", async (_, options, length) => {
  const server = createHttpServer((request, response) => {
    if (request.method !== "HEAD" || length !== undefined) response.setHeader("content-length", 0);
    response.end();
  });
  let opened = 0;
  server.on("connection", () => (opened += 1));
  const client = createWebPubSubClient(`http://127.0.0.1:${await listen(server)}`, { key: FAKE_KEY }, options());
  for (let count = 0; count < 5; count += 1) {
    expect((await client.path("/api/health").head()).status).toBe("200");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect((await client.path("/api/hubs/{hub}/:send", "h").post(text)).status).toBe("200");
  expect(opened).toBe(1);
});

test.each(["HTTP/1.1 200 OK\r\nConnection: close", "HTTP/1.0 200 OK"])(
  "a connection is not used again after HEAD where the service ends it: %s",
  async (line) => {
    let opened = 0;
    const server = createTcpServer((socket) => {
      opened += 1;
      socket.on("data", () => socket.write(`${line}\r\n\r\n`)).on("end", () => socket.end());
    });
    const client = createWebPubSubClient(`http://127.0.0.1:${await listen(server)}`, { key: FAKE_KEY });
    for (let count = 0; count < 3; count += 1) await client.path("/api/health").head();
    expect(opened).toBe(3);
  },
);

test.each<[string, () => WebPubSubClientOptions]>([
  ["node:http", () => ({})],
  ["undici", () => ({ httpClient: undiciTransport() })],
])("a connection is not used again after a request that a policy asks it of: %s", async (_, options) => {
  const heard: (string | undefined)[] = [];
  const server = createTcpServer((socket) => {
    socket.on("data", (chunk) => {
      heard.push(/^connection: (\S+)/im.exec(String(chunk))?.[1]);
      // It leaves the end of the connection to the client.
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n");
    });
    socket.on("end", () => socket.end());
  });
  const policy: PipelinePolicy = {
    name: "unkept",
    sendRequest: (request, next) => next(Object.assign(request, { disableKeepAlive: true })),
  };
  const client = createWebPubSubClient(
    `http://127.0.0.1:${await listen(server)}`,
    { key: FAKE_KEY },
    { ...options(), additionalPolicies: [{ policy, position: "perCall" }] },
  );
  let opened = 0;
  server.on("connection", () => (opened += 1));
  await client.path("/api/health").head();
  await client.pathUnchecked("/x").get();
  await client.path("/api/hubs/{hub}/:send", "h").post(text);
  expect([opened, heard]).toEqual([3, ["close", "close", "close"]]);
});

test.each<[string, (idle: number) => WebPubSubClientOptions]>([
  ["node:http", (idle) => ({ idleTimeoutInMs: idle })],
  ["undici", (idle) => ({ httpClient: undiciTransport({ idleTimeoutInMs: idle }) })],
])("more milliseconds than timers take keep an idle connection for good: %s", async (_, options) => {
  const warnings: Error[] = [];
  const note = (warning: Error): void => void warnings.push(warning);
  process.on("warning", note);
  for (const idle of [2 ** 31, Number.MAX_VALUE]) {
    const client = createWebPubSubClient(`http://127.0.0.1:${services.httpPort}`, { key: FAKE_KEY }, options(idle));
    expect((await client.pathUnchecked("/x").get()).status).toBe("200");
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off("warning", note);
  expect(warnings).toEqual([]);
});

test.each(["maxConnections", "idleTimeoutInMs", "maxResponseBytes"] as const)(
  "%s has to be a number, 1 or greater",
  (name) => {
    for (const value of [0, -1, Number.NaN, "50", null]) {
      const options = { [name]: value as number };
      const refused = expect.objectContaining({ code: "INVALID_ARGUMENT", argument: name });
      expect(() => createWebPubSubClient("https://a.example", { key: FAKE_KEY }, options)).toThrow(refused);
      expect(() => undiciTransport(options)).toThrow(refused);
    }
  },
);

test.each([
  ["agent", new HttpAgent()],
  ["proxyOptions", { host: "http://127.0.0.1", port: 9 }],
  ["tlsOptions", { ca: "fake" }],
  ["maxConnections", 5],
  ["idleTimeoutInMs", 5],
  ["maxResponseBytes", 5],
])("%s is refused beside a transport, which would not go by it", (name, value) => {
  for (const httpClient of [undiciTransport(), { sendRequest: () => Promise.reject(new Error("not sent")) }]) {
    const create = () => createWebPubSubClient("https://a.example", { key: FAKE_KEY }, { httpClient, [name]: value });
    expect(create).toThrow(
      expect.objectContaining({
        code: "INVALID_ARGUMENT",
        message: expect.stringContaining(`"${name}" must be left out beside httpClient`),
      }),
    );
  }
});

test.each<[string, unknown]>([
  ["options", null],
  ["dispatcher", {}],
  ["dispatcher", null],
  ["maxConnections", { dispatcher: new Agent(), maxConnections: 5 }],
  ["idleTimeoutInMs", { dispatcher: new Agent(), idleTimeoutInMs: 5 }],
  ["tlsOptions", { dispatcher: new Agent(), tlsOptions: {} }],
  ["tlsOptions", { tlsOptions: "ca" }],
])("undiciTransport refuses %s that cannot be meant: %p", (argument, given) => {
  const options = argument === "dispatcher" ? { dispatcher: given } : given;
  expect(() => undiciTransport(options as never)).toThrow(
    expect.objectContaining({ code: "INVALID_ARGUMENT", argument }),
  );
});

test("undiciTransport tells each call what undici says of TLS settings, and holds none up for the one before", async () => {
  const tlsOptions = { maxCachedSessions: -1 } as object;
  const options = { httpClient: undiciTransport({ maxConnections: 1, tlsOptions }), ...noRetries };
  const client = createWebPubSubClient("https://a.example", { key: FAKE_KEY }, options);
  for (let count = 0; count < 2; count += 1)
    await expect(client.path("/api/health").head()).rejects.toMatchObject({ code: "UND_ERR_INVALID_ARG" });
});

test.each([
  ["maxRetries", Number.NaN],
  ["maxRetries", "3"],
  ["retryDelayInMs", Number.NaN],
  ["maxRetryDelayInMs", -1],
  ["retrySends", "yes"],
])("retryOptions.%s cannot be %p", (name, value) => {
  expect(() =>
    createWebPubSubClient("https://a.example", { key: FAKE_KEY }, { retryOptions: { [name]: value } }),
  ).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT", argument: `retryOptions.${name}` }));
});
