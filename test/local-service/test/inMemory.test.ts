import { execFile } from "node:child_process";
import http from "node:http";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { WebPubSubServiceClient } from "@azure/web-pubsub";
import { setupServer } from "msw/node";
import { createInMemoryService } from "../src/msw/index.js";
import type { InMemoryServiceOptions } from "../src/msw/index.js";
import { token } from "./support.js";

// Many megabytes take their time on a machine that is busy.
jest.setTimeout(30_000);

const run = promisify(execFile);
const env = { ...process.env, NODE_OPTIONS: "" };
const server = setupServer();
const onUnhandledRequest = (): never => {
  throw new Error("Nobody answers this.");
};
beforeAll(() => server.listen({ onUnhandledRequest }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function inMemory(options?: InMemoryServiceOptions) {
  const service = createInMemoryService(options);
  server.use(...service.handlers);
  return service;
}

const call = async (endpoint: string, method: string, path: string, init: RequestInit = {}) =>
  fetch(endpoint + path, {
    method,
    ...init,
    headers: { authorization: `Bearer ${await token(endpoint + path)}`, ...(init.headers as Record<string, string>) },
  });

describe("a service in memory", () => {
  test("answers as the one with sockets does", async () => {
    const { endpoint } = inMemory();
    expect(endpoint).toBe("https://web-pubsub-local.example");
    const health = await fetch(`${endpoint}/api/health`, { method: "HEAD" });
    expect([health.status, health.headers.get("content-length")]).toEqual([200, null]);
    const head = await call(endpoint, "HEAD", "/api/hubs/chat/users/ada");
    expect([head.status, head.headers.get("x-ms-error-code")]).toEqual([404, "Warning.User.NotExisted"]);
    const put = await call(endpoint, "PUT", "/api/hubs/chat/groups/g/connections/xxxx");
    expect([put.status, await put.text()]).toEqual([404, expect.stringContaining("Connection `xxxx` is not found.")]);
    expect((await call(endpoint, "DELETE", "/api/hubs/chat/connections/xxxx")).status).toBe(204);
    expect((await fetch(`${endpoint}/api/hubs/chat/users/ada/groups`, { method: "DELETE" })).status).toBe(401);
  });

  test.each([1_048_577, 20 * 1_048_576])("answers a body that is too large: %i bytes", async (length) => {
    const { endpoint, control } = inMemory();
    const large = await call(endpoint, "POST", "/api/hubs/chat/:send", { body: new Uint8Array(length) });
    expect([large.status, await large.text()]).toEqual([400, expect.stringContaining("1048576 bytes")]);
    expect(control.requests[0]?.body).toHaveLength(0);
  });

  test.each([
    ["until a delayed answer is there", 200, "fetch(address).then(({ status }) => status)", "503\n"],
    [
      "until a request is given up",
      60_000,
      "fetch(address, { signal: AbortSignal.timeout(50) }).catch(({ name }) => name)",
      "TimeoutError\n",
    ],
  ])(
    "keeps a program alive %s, and no longer",
    async (_, delay, request, printed) => {
      const program = `
      import { setupServer } from "msw/node";
      import { createInMemoryService } from "web-pubsub-local/msw";
      const { endpoint, control, handlers } = createInMemoryService();
      setupServer(...handlers).listen();
      const address = endpoint + "/api/health";
      control.intercept({ delay: ${delay}, status: 503 });
      console.log(await ${request});`;
      const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", program], {
        env,
        timeout: 60_000,
      });
      expect(stdout).toBe(printed);
    },
    90_000,
  );

  test("hands messages to subscribers as soon as they are sent", async () => {
    const service = inMemory({ endpoint: "http://localhost:9", accessKey: "fake-key-of-this-test-0123456789" });
    const ada = service.connect("Chat", { userId: "ada", groups: ["news"] });
    const elsewhere = service.connect("other", { userId: "ada" });
    const client = new WebPubSubServiceClient(service.connectionString, "chat", {
      allowInsecureConnection: true,
    });
    await client.sendToAll({ a: 1 });
    await client.sendToUser("ada", "text", { contentType: "text/plain" });
    await client.sendToConnection(ada.connectionId, new Uint8Array([1, 2]).buffer);
    await client.group("news").sendToAll(["g"]);
    expect(ada.messages).toEqual([
      { from: "server", dataType: "json", data: { a: 1 } },
      { from: "server", dataType: "text", data: "text" },
      { from: "server", dataType: "binary", data: new Uint8Array([1, 2]) },
      { from: "group", group: "news", dataType: "json", data: ["g"] },
    ]);
    expect(elsewhere.messages).toEqual([]);
  });

  test("knows subscribers as connections", async () => {
    const service = inMemory();
    const ada = service.connect("chat", { userId: "ada", roles: ["webpubsub.sendToGroup.news"] });
    const client = new WebPubSubServiceClient(service.connectionString, "chat");
    await client.group("news").addUser("ada");
    expect(ada.groups).toEqual(["news"]);
    expect(await client.hasPermission(ada.connectionId, "sendToGroup", { targetName: "news" })).toBe(true);
    expect(service.control.hubs()).toEqual([
      { name: "chat", connections: [{ connectionId: ada.connectionId, userId: "ada", groups: ["news"] }] },
    ]);
    expect(ada.closed).toBeUndefined();
    await client.closeUserConnections("ada", { reason: "late" });
    expect(ada.closed).toEqual({ reason: "late" });
    const bob = service.connect("chat", { userId: "bob" });
    expect(await client.userExists("bob")).toBe(true);
    bob.close();
    expect([bob.closed, await client.userExists("bob")]).toEqual([{}, false]);
  });

  test("lets a token credential in, and pages lead on at its address", async () => {
    const service = inMemory();
    for (let index = 0; index < 3; index += 1) service.connect("chat", { groups: ["news"] });
    const client = new WebPubSubServiceClient(service.endpoint, service.tokenCredential, "chat");
    const found = [];
    const pages = await client.group("news").listConnections({ maxPageSize: 1 });
    for await (const { connectionId } of pages) found.push(connectionId);
    expect(new Set(found).size).toBe(3);
    expect((await client.getClientAccessToken()).url).toMatch(
      /^wss:\/\/web-pubsub-local\.example\/client\/hubs\/chat\?/,
    );
  });

  test("is intercepted, for requests by fetch and by node:http", async () => {
    const { endpoint, control } = inMemory({ endpoint: "http://local.example" });
    control.intercept({ times: 2, reset: true });
    await expect(fetch(`${endpoint}/api/health`)).rejects.toThrow("Failed to fetch");
    await new Promise((resolve) => http.request(`${endpoint}/api/health`).on("error", resolve).end());
    control.intercept({ status: 503, body: { code: "Busy" } });
    const busy = await fetch(`${endpoint}/x`);
    expect([busy.status, await busy.json()]).toEqual([503, { code: "Busy" }]);
    expect(control.requests.map(({ path }) => path)).toEqual(["/api/health", "/api/health", "/x"]);
  });

  test("answers nothing else, not even what begins alike", async () => {
    const { control } = inMemory({ endpoint: "https://local.example" });
    for (const host of ["local.example.org", "localxexample", "local.example"])
      await fetch(`https://${host}/api/health`).catch(() => undefined);
    expect(control.requests).toHaveLength(1);
  });

  test("shares nothing with another one", async () => {
    const [one, two] = [inMemory({ endpoint: "https://one.example" }), inMemory({ endpoint: "https://two.example" })];
    one.connect("chat", { userId: "ada" });
    expect((await call(one.endpoint, "HEAD", "/api/hubs/chat/users/ada")).status).toBe(200);
    expect((await call(two.endpoint, "HEAD", "/api/hubs/chat/users/ada")).status).toBe(404);
  });

  test.each([
    [{ endpoint: "ftp://local.example" }, '"endpoint"'],
    [{ endpoint: "https://local.example/path" }, '"endpoint"'],
    [{ endpoint: "local" }, '"endpoint"'],
    [{ endpoint: 1 }, '"endpoint" must be an http or https address without a path. Received a number.'],
    [{ accessKey: "a;b" }, '"accessKey"'],
  ])("is refused the options %j", (options, message) => {
    expect(() => createInMemoryService(options as InMemoryServiceOptions)).toThrow(message);
  });

  test("refuses to connect to hubs and groups that cannot be", () => {
    const service = createInMemoryService();
    expect(() => service.connect("1chat")).toThrow("hub");
    for (const group of [" ", "a\nb"]) expect(() => service.connect("chat", { groups: [group] })).toThrow("groups");
  });
});
