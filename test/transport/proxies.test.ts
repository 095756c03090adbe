import diagnostics from "node:diagnostics_channel";
import { Agent as HttpAgent, createServer as createHttpServer } from "node:http";
import type { ClientRequest } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { inspect } from "node:util";
import { AzureLogger, setLogLevel } from "@azure/logger";
import { createPipelineFromOptions, proxyPolicy } from "@azure/core-rest-pipeline";
import type { PipelinePolicy, PipelineRequest, ProxySettings } from "@azure/core-rest-pipeline";
import { afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { ProxyAgent } from "undici";
import { createWebPubSubClient } from "../../src/index.js";
import { undiciTransport } from "../../src/undici.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { head, listen, startServices } from "./services.js";
import type { Services } from "./services.js";

let services: Services;
beforeAll(async () => void (services = await startServices()));

const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
  services.received.length = 0;
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
    const upstream = connect(services.tlsPort, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(upstream).pipe(socket);
    });
    for (const one of [socket, upstream]) one.on("error", () => one.destroy());
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, port, asked, users };
}

describe("a proxy", () => {
  test("that the environment names opens a tunnel for https", async () => {
    const { url, asked } = await proxy();
    process.env.HTTPS_PROXY = url;
    const response = await head("https://service.test", { tlsOptions: { ca: services.ca } });
    expect([response.status, asked]).toEqual(["200", ["CONNECT service.test:443"]]);
    expect(services.received[0].host).toBe("service.test");
  });

  test.each(["fake pass/word", "50% fake", "fake%zz%", "fake50%41x", "fake@:?#"])(
    "is told its user's name and password: %s",
    async (password) => {
      const { port, asked, users } = await proxy();
      const proxyOptions = { host: "http://127.0.0.1", port, username: "ada", password };
      await head("https://service.test", { tlsOptions: { ca: services.ca }, proxyOptions });
      expect(asked).toEqual(["CONNECT service.test:443"]);
      expect(Buffer.from(users[0]!.replace("Basic ", ""), "base64").toString()).toBe(`ada:${password}`);
    },
  );

  test.each([99_999, 0, Number.NaN, 1.5])("is refused at the port %p", (port) => {
    const proxyOptions = { host: "http://127.0.0.1", port };
    expect(() => createWebPubSubClient("https://service.test", { key: FAKE_KEY }, { proxyOptions })).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", argument: "proxyOptions.port" }),
    );
  });

  test.each(["proxy.example:8080", "socks5://127.0.0.1", "127.0.0.1", undefined])(
    "is refused where its host is no address of a proxy: %p",
    (host) => {
      const proxyOptions = { host: host as string, port: 1 };
      expect(() => createWebPubSubClient("https://service.test", { key: FAKE_KEY }, { proxyOptions })).toThrow(
        expect.objectContaining({ code: "INVALID_ARGUMENT", argument: "proxyOptions.host" }),
      );
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

  test.each<[string, (ca: string) => Partial<PipelineRequest>]>([
    ["certificates of its own", (ca) => ({ tlsSettings: { ca } })],
    ["a connection that nobody else uses", () => ({ disableKeepAlive: true })],
  ])("is not passed by where a policy puts %s on a request", async (_, settings) => {
    const { port, asked } = await proxy();
    const policy: PipelinePolicy = {
      name: "settings",
      sendRequest: (request, next) => next(Object.assign(request, settings(services.ca))),
    };
    await head(`https://localhost:${services.tlsPort}`, {
      proxyOptions: { host: "http://127.0.0.1", port },
      tlsOptions: { ca: services.ca },
      additionalPolicies: [{ policy, position: "perRetry" }],
    });
    expect(asked).toEqual([`CONNECT localhost:${services.tlsPort}`]);
  });

  test("is not asked for a host that NO_PROXY names", async () => {
    const { url, asked } = await proxy();
    Object.assign(process.env, { HTTPS_PROXY: url, NO_PROXY: "other.test, .test" });
    await expect(head("https://service.test", { tlsOptions: { ca: services.ca } })).rejects.toMatchObject({
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
      for (const host of ["127.0.0.1", "localhost"]) await head(`http://${host}:${services.httpPort}`, {}, credential);
      await head(`https://localhost:${services.tlsPort}`, { tlsOptions: { ca: services.ca } });
      expect([asked, services.received.length]).toEqual([[], 3]);
    },
  );

  test("is refused where it could read a token of Microsoft Entra ID", () => {
    const proxyOptions = { host: "http://127.0.0.1", port: 1 };
    const credential = { getToken: async () => null };
    expect(() => createWebPubSubClient("http://localhost:8080", credential, { proxyOptions })).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", argument: "proxyOptions" }),
    );
  });

  test("is refused where it stands before a reverse proxy that is asked over plain http", () => {
    const credential = { getToken: async () => null };
    const options = {
      reverseProxyEndpoint: "http://127.0.0.1:8080",
      proxyOptions: { host: "http://127.0.0.1", port: 1 },
    };
    expect(() => createWebPubSubClient("https://service.test", credential, options)).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", argument: "proxyOptions" }),
    );
  });

  const entra = { getToken: async () => ({ token: "fake-entra-token", expiresOnTimestamp: Date.now() + 60_000 }) };

  test.each<[string, (proxySettings: ProxySettings) => PipelinePolicy]>([
    [
      "settings",
      (proxySettings) => ({
        name: "ownProxy",
        sendRequest: (request, next) => next(Object.assign(request, { proxySettings })),
      }),
    ],
    ["an agent", (proxySettings) => proxyPolicy(proxySettings)],
  ])("that a policy puts on a request as %s gets no token of Microsoft Entra ID in clear", async (_, makePolicy) => {
    const { port, asked } = await proxy();
    const policy = makePolicy({ host: "http://127.0.0.1", port });
    for (const position of ["perCall", "perRetry"] as const) {
      const options = { additionalPolicies: [{ policy, position }] };
      await expect(head(`http://127.0.0.1:${services.httpPort}`, options, entra)).rejects.toMatchObject({
        code: "INSECURE_CONNECTION",
        message: expect.stringContaining("does not go through a proxy"),
      });
    }
    expect([asked, services.received]).toEqual([[], []]);
    const httpClient = undiciTransport({ dispatcher: new ProxyAgent(`http://127.0.0.1:${port}`) });
    await expect(head(`http://127.0.0.1:${services.httpPort}`, { httpClient }, entra)).rejects.toMatchObject({
      code: "INSECURE_CONNECTION",
    });
    expect(asked).toEqual([]);
    // The client's own agent, as those of http-proxy-agent and its kin are.
    const agent = Object.assign(new HttpAgent(), { proxy: new URL(`http://127.0.0.1:${port}`) });
    await expect(head(`http://127.0.0.1:${services.httpPort}`, { agent }, entra)).rejects.toMatchObject({
      code: "INSECURE_CONNECTION",
    });
    // What a key has signed is good for one address.
    await head(`http://127.0.0.1:${services.httpPort}`, { additionalPolicies: [{ policy, position: "perRetry" }] });
    expect(asked).toHaveLength(1);
  });

  test.each([
    ["a key", undefined],
    ["a token credential", entra],
  ])("of the environment is not asked for this machine by a pipeline of the core library, with %s", async (_, one) => {
    const { url, asked } = await proxy();
    process.env.HTTP_PROXY = url;
    await head(`http://127.0.0.1:${services.httpPort}`, { pipeline: createPipelineFromOptions({}) }, one);
    expect([asked, services.received.length]).toEqual([[], 1]);
  });

  test("that opens no tunnel is named in the error", async () => {
    const { port } = await proxy(407);
    const call = head("https://service.test", { proxyOptions: { host: "http://127.0.0.1", port } });
    await expect(call).rejects.toMatchObject({
      code: "PROXY_REFUSED",
      message:
        "HEAD /api/health: the proxy answered 407 where it was asked to open a tunnel; it wants a user name and a password that it knows",
    });
  });

  test("that cannot be reached is named in the error, too", async () => {
    const gone = createHttpServer();
    const port = await listen(gone);
    await new Promise((resolve) => gone.close(resolve));
    process.env.HTTPS_PROXY = `http://ada:fake-password@127.0.0.1:${port}`;
    await expect(head("https://service.test")).rejects.toMatchObject({
      code: "ECONNREFUSED",
      message: `HEAD /api/health: the proxy opened no tunnel (connect ECONNREFUSED 127.0.0.1:${port})`,
    });
  });

  test.each([
    [407, 1],
    [404, 1],
    [502, 3],
    [503, 3],
  ])("that answers %i where it is asked for a tunnel is asked %i times for a send", async (status, times) => {
    const { port, asked } = await proxy(status);
    const options = {
      proxyOptions: { host: "http://127.0.0.1", port },
      retryOptions: { maxRetries: 2, retryDelayInMs: 1 },
    };
    const client = createWebPubSubClient("https://service.test", { key: FAKE_KEY }, options);
    const call = client.path("/api/hubs/{hub}/:send", "h").post({ contentType: "text/plain", body: "x" });
    await expect(call).rejects.toMatchObject({ code: "PROXY_REFUSED" });
    expect(asked).toHaveLength(times);
  });

  test("that never answers is given up after 30 seconds, and the error says so", async () => {
    // Its time is up when Node.js says so, and the test does not wait for that.
    const asked = new Promise<ClientRequest>((resolve) => {
      const note = (message: unknown): void => {
        diagnostics.unsubscribe("http.client.request.start", note);
        resolve((message as { request: ClientRequest }).request);
      };
      diagnostics.subscribe("http.client.request.start", note);
    });
    const silent = createHttpServer();
    const heard = new Promise((resolve) => silent.on("connect", resolve));
    const port = await listen(silent);
    const call = head("https://service.test", { proxyOptions: { host: "http://127.0.0.1", port } });
    const failure = call.then(undefined, (error: unknown) => (error as Error).message);
    const request = await asked;
    await heard;
    expect(request).toMatchObject({ method: "CONNECT", path: "service.test:443", timeout: 30_000 });
    request.emit("timeout");
    expect(await failure).toBe("HEAD /api/health: the proxy opened no tunnel within 30000 ms");
    expect(request.destroyed).toBe(true);
  });

  test("opens as many tunnels as there may be connections, however long it takes for them", async () => {
    const { port, asked } = await proxy();
    const slow = createHttpServer().on("connect", (request, socket) => {
      setTimeout(() => {
        const onward = connect(port, "127.0.0.1", () => {
          onward.write(`CONNECT ${request.url} HTTP/1.1\r\nHost: ${request.url}\r\n\r\n`);
          socket.pipe(onward).pipe(socket);
        });
        for (const one of [socket, onward]) one.on("error", () => one.destroy());
      }, 30);
    });
    const client = createWebPubSubClient(
      "https://service.test",
      { key: FAKE_KEY },
      {
        maxConnections: 3,
        tlsOptions: { ca: services.ca },
        proxyOptions: { host: "http://127.0.0.1", port: await listen(slow) },
      },
    );
    const calls = Array.from({ length: 20 }, () => client.path("/api/health").head());
    // One that is given up while it waits leaves its turn to the others.
    const controller = new AbortController();
    const dropped = client.path("/api/health").head({ abortSignal: controller.signal });
    controller.abort();
    await expect(dropped).rejects.toMatchObject({ name: "AbortError" });
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(calls.map(() => "200"));
    // As streams, each holds its connection until it has been read.
    for (let count = 0; count < 6; count += 1) {
      const { body } = await client.pathUnchecked("/x").get().asNodeStream();
      body?.resume();
    }
    expect(asked).toHaveLength(3);
  });

  test("opens a tunnel to another origin also where as many as may be are open", async () => {
    const { port, asked } = await proxy();
    const elsewhere: PipelinePolicy = {
      name: "elsewhere",
      sendRequest: (request, next) =>
        next(Object.assign(request, { url: request.url.replace("service.test/else", "service.test:8443/else") })),
    };
    const client = createWebPubSubClient(
      "https://service.test",
      { key: FAKE_KEY },
      {
        maxConnections: 1,
        tlsOptions: { ca: services.ca },
        proxyOptions: { host: "http://127.0.0.1", port },
        additionalPolicies: [{ policy: elsewhere, position: "perCall" }],
      },
    );
    for (const url of ["/here", "/elsewhere", "/here"])
      expect(await client.sendRequest({ method: "HEAD", url }, { timeoutInMs: 3000 })).toMatchObject({ status: "200" });
    expect(asked).toEqual(["CONNECT service.test:443", "CONNECT service.test:8443"]);
  });

  test.each([
    ["a call's time limit", { timeoutInMs: 100 }, { code: "TIMEOUT" }],
    ["a policy's", { headers: { "x-timeout": "100" } }, { name: "AbortError" }],
  ])("is not waited for beyond %s", async (_name, options, error) => {
    const open = new Set<Duplex>();
    let most = 0;
    const silent = createHttpServer().on("connect", (_, socket) => {
      most = Math.max(most, open.add(socket).size);
      socket.on("end", () => socket.end()).once("close", () => open.delete(socket));
      socket.resume();
    });
    const policy: PipelinePolicy = {
      name: "own",
      sendRequest: (request, next) =>
        next(Object.assign(request, { timeout: Number(request.headers.get("x-timeout") ?? 0) })),
    };
    const client = createWebPubSubClient(
      "https://service.test",
      { key: FAKE_KEY },
      {
        maxConnections: 2,
        proxyOptions: { host: "http://127.0.0.1", port: await listen(silent) },
        retryOptions: { maxRetries: 0 },
        additionalPolicies: [{ policy, position: "perCall" }],
      },
    );
    const calls = Array.from({ length: 5 }, () => client.path("/api/health").head(options));
    void Promise.allSettled(calls);
    for (const call of calls) await expect(call).rejects.toMatchObject(error);
    // A turn may still pass to a call whose own time is up a moment later.
    while (open.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(most).toBe(2);
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
    const response = await head("https://service.test", { tlsOptions: { ca: services.ca }, additionalPolicies });
    setLogLevel();
    AzureLogger.log = before;
    expect(lines.join("\n")).toContain("Request: ");
    expect(lines.join("\n") + inspect(response, { depth: 20, showHidden: true })).not.toContain("fake-password");
  });
});
