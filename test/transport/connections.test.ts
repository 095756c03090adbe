import { Agent as HttpAgent, createServer as createHttpServer } from "node:http";
import type { Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect, createServer as createTcpServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { inspect } from "node:util";
import { AzureLogger, setLogLevel } from "@azure/logger";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { makeCertificate } from "../../scripts/certificate.js";
import { createWebPubSubClient } from "../../src/index.js";
import type { WebPubSubClientOptions } from "../../src/index.js";
import { undiciTransport } from "../../src/undici.js";
import { FAKE_KEY } from "../support/fakeKey.js";

const text = { contentType: "text/plain", body: "x" } as const;
const noRetries = { retryOptions: { maxRetries: 0 } };

const closing: (() => unknown)[] = [];
async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** A service over https, for the name `service.test` too. */
let tlsPort = 0;
let httpPort = 0;
let ca = "";
const received: { host: string | undefined; url: string | undefined }[] = [];
beforeAll(async () => {
  const { key, cert } = await makeCertificate(["service.test", "localhost", "127.0.0.1"]);
  ca = cert;
  const handle = (request: { headers: { host?: string }; url?: string }, response: { end(): void }) => {
    received.push({ host: request.headers.host, url: request.url });
    response.end();
  };
  tlsPort = await listen(createHttpsServer({ key, cert }, handle as never));
  httpPort = await listen(createHttpServer(handle as never));
});
afterAll(() => Promise.all(closing.splice(0).map((close) => close())));

const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
  received.length = 0;
});

/** A proxy that leads everything to the service here, and notes what it was asked. */
async function proxy(
  status = 200,
): Promise<{ url: string; port: number; asked: string[]; users: (string | undefined)[] }> {
  const asked: string[] = [];
  const users: (string | undefined)[] = [];
  const server = createHttpServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    users.push(request.headers["proxy-authorization"]);
    response.end();
  });
  server.on("connect", (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    users.push(request.headers["proxy-authorization"]);
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const upstream = connect(tlsPort, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(upstream).pipe(socket);
    });
    for (const one of [socket, upstream]) one.on("error", () => one.destroy());
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, port, asked, users };
}

const head = (endpoint: string, options: WebPubSubClientOptions = {}, credential: never | object = { key: FAKE_KEY }) =>
  createWebPubSubClient(endpoint, credential as { key: string }, { ...noRetries, ...options })
    .path("/api/health")
    .head();

describe("a proxy", () => {
  test("that the environment names opens a tunnel for https", async () => {
    const { url, asked } = await proxy();
    process.env.HTTPS_PROXY = url;
    const response = await head("https://service.test", { tlsOptions: { ca } });
    expect([response.status, asked]).toEqual(["200", ["CONNECT service.test:443"]]);
    expect(received[0].host).toBe("service.test");
  });

  test.each(["fake pass/word", "50% fake", "fake%zz%", "fake50%41x", "fake@:?#"])(
    "is told its user's name and password: %s",
    async (password) => {
      const { port, asked, users } = await proxy();
      const proxyOptions = { host: "http://127.0.0.1", port, username: "ada", password };
      await head("https://service.test", { tlsOptions: { ca }, proxyOptions });
      expect(asked).toEqual(["CONNECT service.test:443"]);
      expect(Buffer.from(users[0]!.replace("Basic ", ""), "base64").toString()).toBe(`ada:${password}`);
    },
  );

  test.each([99_999, 0, Number.NaN, 1.5])("is refused at the port %p", async (port) => {
    const call = head("https://service.test", { proxyOptions: { host: "http://127.0.0.1", port } });
    await expect(call).rejects.toMatchObject({ code: "INVALID_ARGUMENT", argument: "proxyOptions.port" });
  });

  test.each(["proxy.example:8080", "socks5://127.0.0.1", "127.0.0.1", undefined])(
    "is refused where its host is no address of a proxy: %p",
    async (host) => {
      const call = head("https://service.test", { proxyOptions: { host: host as string, port: 1 } });
      await expect(call).rejects.toMatchObject({ code: "INVALID_ARGUMENT", argument: "proxyOptions.host" });
    },
  );

  test.each(["http://[fake-password", "socks5://ada:fake-password@127.0.0.1:1"])(
    "that the environment names otherwise than by its address is refused, and not repeated: %s",
    async (name) => {
      process.env.HTTPS_PROXY = name;
      const error = await head("https://service.test").then(undefined, (thrown: unknown) => thrown);
      expect(error).toMatchObject({
        code: "INVALID_PROXY",
        message: expect.stringMatching(/^HEAD \/api\/health: HTTPS_PROXY, /),
      });
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain("fake-password");
    },
  );

  test("is asked by the whole URL for plain http", async () => {
    const { port, asked } = await proxy();
    const proxyOptions = { host: "http://127.0.0.1", port };
    await head("http://service.test:8080", { allowInsecureConnection: true, proxyOptions });
    expect(asked).toEqual(["HEAD http://service.test:8080/api/health?api-version=2020-10-01"]);
  });

  test("is not asked for a host that NO_PROXY names", async () => {
    const { url, asked } = await proxy();
    Object.assign(process.env, { HTTPS_PROXY: url, NO_PROXY: "other.test, .test" });
    await expect(head("https://service.test", { tlsOptions: { ca } })).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:ENOTFOUND|EAI_AGAIN)$/),
    });
    expect(asked).toEqual([]);
  });

  test.each(["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"])(
    "that %s names is not asked for this machine",
    async (name) => {
      const { url, asked } = await proxy();
      process.env[name] = url;
      const credential = {
        getToken: async () => ({ token: "fake-entra-token", expiresOnTimestamp: Date.now() + 60_000 }),
      };
      for (const host of ["127.0.0.1", "localhost"]) await head(`http://${host}:${httpPort}`, {}, credential);
      await head(`https://localhost:${tlsPort}`, { tlsOptions: { ca } });
      expect([asked, received.length]).toEqual([[], 3]);
    },
  );

  test("is refused where it could read a token of Microsoft Entra ID", () => {
    const proxyOptions = { host: "http://127.0.0.1", port: 1 };
    const credential = { getToken: async () => null };
    expect(() => createWebPubSubClient("http://localhost:8080", credential, { proxyOptions })).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", argument: "proxyOptions" }),
    );
  });

  test("that opens no tunnel is named in the error", async () => {
    const { port } = await proxy(407);
    const call = head("https://service.test", { proxyOptions: { host: "http://127.0.0.1", port } });
    await expect(call).rejects.toMatchObject({
      code: "PROXY_REFUSED",
      message: "HEAD /api/health: the proxy answered 407 where it was asked to open a tunnel",
    });
  });

  test("keeps its password to itself, in the log too", async () => {
    const lines: string[] = [];
    const before = AzureLogger.log;
    AzureLogger.log = (...args) => void lines.push(inspect(args, { depth: 20 }));
    setLogLevel("verbose");
    const { port } = await proxy();
    const proxySettings = { host: "http://127.0.0.1", port, username: "ada", password: "fake-password" };
    const policy: PipelinePolicy = {
      name: "ownProxy",
      sendRequest: (request, next) => next(Object.assign(request, { proxySettings })),
    };
    const additionalPolicies = [{ policy, position: "perCall" as const }];
    const response = await head("https://service.test", { tlsOptions: { ca }, additionalPolicies });
    setLogLevel();
    AzureLogger.log = before;
    expect(lines.join("\n")).toContain("Request: ");
    expect(lines.join("\n") + inspect(response, { depth: 20, showHidden: true })).not.toContain("fake-password");
  });
});

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
    const client = createWebPubSubClient(`http://127.0.0.1:${httpPort}`, { key: FAKE_KEY }, options(agent));
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

describe("TLS", () => {
  test.each<[string, (tlsOptions?: { ca: string }) => WebPubSubClientOptions]>([
    ["node:http", (tlsOptions) => ({ tlsOptions })],
    ["undici", (tlsOptions) => ({ httpClient: undiciTransport({ tlsOptions }) })],
  ])("takes certificates of the caller, and no others: %s", async (_, options) => {
    const endpoint = `https://localhost:${tlsPort}`;
    expect((await head(endpoint, options({ ca }))).status).toBe("200");
    await expect(head(endpoint, options())).rejects.toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  });

  test.each(["node:http", "undici"])(
    "a socket that is closed in the handshake has carried nothing, so a send is repeated: %s",
    async (name) => {
      let connections = 0;
      const port = await listen(
        createTcpServer((socket) => {
          connections += 1;
          socket.once("data", () => socket.destroy());
        }),
      );
      const client = createWebPubSubClient(
        `https://127.0.0.1:${port}`,
        { key: FAKE_KEY },
        {
          retryOptions: { maxRetries: 2, retryDelayInMs: 1 },
          ...(name === "undici" && { httpClient: undiciTransport() }),
        },
      );
      await expect(client.path("/api/hubs/{hub}/:send", "h").post(text)).rejects.toMatchObject({ code: "ECONNRESET" });
      expect(connections).toBe(3);
    },
  );
});

const idleTimeoutInMs = 500;
test.each<[string, () => WebPubSubClientOptions]>([
  ["node:http", () => ({ idleTimeoutInMs })],
  ["undici", () => ({ httpClient: undiciTransport({ idleTimeoutInMs }) })],
])("idle connections are kept for a while, and then closed: %s", async (_, options) => {
  const server = createHttpServer((_request, response) => response.end());
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

test.each<[string, () => WebPubSubClientOptions]>([
  ["node:http", () => ({})],
  ["undici", () => ({ httpClient: undiciTransport() })],
])("a connection is used again after HEAD: %s", async (_, options) => {
  const server = createHttpServer((_request, response) => response.setHeader("content-length", 0).end());
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
