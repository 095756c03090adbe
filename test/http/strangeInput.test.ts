import { Agent } from "node:http";
import { Readable } from "node:stream";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { HttpRequest, getClientAccessToken } from "../../src/index.js";
import { createWebPubSubClient, paginate } from "../../src/versions/2024-12-01.js";
import type { WebPubSubClient, WebPubSubClientOptions } from "../../src/versions/2024-12-01.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { rawServer } from "../support/rawServer.js";
import type { RawServer } from "../support/rawServer.js";

/** What made-up input has found, each with a sibling; the bytes are those that arrived. */

let server: RawServer;
let client: WebPubSubClient;
let answer = "{}";

beforeAll(async () => {
  server = await rawServer(
    (socket) =>
      void socket.write(
        `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${answer.length}\r\n\r\n${answer}`,
      ),
  );
  client = clientWith({});
});
beforeEach(() => {
  server.requests.length = 0;
});
afterAll(() => server.close());

const clientWith = (options: WebPubSubClientOptions) =>
  createWebPubSubClient(server.endpoint, { key: FAKE_KEY }, options);

const send = (options: object) =>
  client.path("/api/hubs/{hub}/:send", "h").post({ contentType: "text/plain", body: "x", ...options } as never);

/** Every road by which headers and query values go out. */
const roads: [string, (options: object) => PromiseLike<unknown>][] = [
  ["a path call", send],
  ["sendRequest", (options) => client.sendRequest({ method: "GET", url: "/api/list", ...options } as never)],
  ["pathUnchecked", (options) => client.pathUnchecked("/api/list").get(options as never)],
];

async function refuses(call: () => PromiseLike<unknown>, argument: RegExp): Promise<void> {
  const error = await (async () => call())().then(undefined, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TypeError);
  expect(error).toMatchObject({ code: "INVALID_ARGUMENT", argument: expect.stringMatching(argument) });
  expect(server.requests).toHaveLength(0);
}

const headerOf = (name: string): string | undefined =>
  new RegExp(`^${name}: (.*)$`, "im").exec(server.requests[0]?.head ?? "")?.[1]?.replace("\r", "");

describe.each(roads)("headers of %s", (_, call) => {
  test.each([
    ["a value with a line end", { "x-a": "a\r\nx-b: c" }, /^headers\.x-a$/],
    ["a value beyond Latin letters", { "x-a": "Ω" }, /^headers\.x-a$/],
    ["a value after a blank that does not break", { "x-a": "\u00a0a" }, /^headers\.x-a$/],
    ["a value before one", { "x-a": "a\u00a0" }, /^headers\.x-a$/],
    ["a name with a blank", { "x a": "a" }, /^headers$/],
    ["a length that is not the body's", { "Content-Length": "100" }, /^headers\.content-length$/],
    ["a length that is less", new Headers({ "content-length": "0" }), /^headers\.content-length$/],
    ["chunks", { "transfer-encoding": "chunked" }, /^headers\.transfer-encoding$/],
    ["a wait for 100", new Map([["expect", "100-continue"]]), /^headers\.expect$/],
    ["the end of the connection", { connection: "close" }, /^headers\.connection$/],
    ["another protocol", { upgrade: "websocket" }, /^headers\.upgrade$/],
    ["a Date in their place", new Date(0), /^headers$/],
    ["a promise in their place", Promise.resolve({ "x-a": "a" }), /^headers$/],
  ])("are refused: %s", (_name, headers, argument) => refuses(() => call({ headers }), argument));

  test.each([
    ["Headers", new Headers({ "x-a": "a b" })],
    ["a Map", new Map([["x-a", "a b"]])],
    ["an object without prototype", Object.assign(Object.create(null), { "x-a": "a b" })],
  ])("may be %s", async (_name, headers) => {
    await call({ headers });
    expect(headerOf("x-a")).toBe("a b");
  });
});

test.each([
  ["a text", { body: "grüße" }, "grüße"],
  ["an empty text", { body: "" }, ""],
  ["bytes", { contentType: "application/octet-stream", body: Buffer.from("grüße") }, "grüße"],
])("Latin letters in a header arrive as they are, beside %s", async (_, options, body) => {
  await send({ ...options, headers: { "x-a": "café" } });
  expect(headerOf("x-a")).toBe("café");
  expect(Buffer.from(server.requests[0]?.body ?? "", "latin1").toString()).toBe(body);
});

test.each<Record<string, string>>([{ "content-length": "100" }, { "x-a": "a\r\nx-b: c" }])(
  "a request that is made without a builder has its headers checked all the same: %j",
  (headers) =>
    refuses(
      () => client.sendRequest(new HttpRequest({ method: "POST", url: "/api/x", headers, body: "x" })),
      /^headers\./,
    ),
);

describe("bytes that were transferred, and are here no more, are refused", () => {
  const transferred = (): Uint8Array<ArrayBuffer> => {
    const bytes = Uint8Array.of(1, 2);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    return bytes;
  };
  const contentType = "application/octet-stream";

  test.each<[string, () => PromiseLike<unknown>]>([
    ["a view", () => send({ contentType, body: transferred() })],
    ["a buffer", () => send({ contentType, body: transferred().buffer })],
    ["a part of a stream", () => send({ contentType, body: Readable.from([transferred()]) })],
    ["sendRequest", () => client.sendRequest({ method: "POST", url: "/api/x", body: transferred() })],
  ])("%s", (_, call) => refuses(call, /^body$/));
});

test.each([
  ["a Date", new Date(0)],
  ["a promise", Promise.resolve({ filter: "x" })],
  ["a Map", new Map([["filter", "x"]])],
  ["URLSearchParams", new URLSearchParams("filter=x")],
  ["a text", "filter=x"],
  ["null", null],
])("%s in the place of query parameters is refused", async (_, queryParameters) => {
  await refuses(() => send({ queryParameters }), /^queryParameters$/);
  await refuses(() => client.pathUnchecked("/api/list").get({ queryParameters } as never), /^queryParameters$/);
});

describe("what pathUnchecked has no text for is refused", () => {
  const odd: [string, unknown][] = [
    ["an object", { b: 1 }],
    ["a symbol", Symbol("b")],
    ["no number", Number.NaN],
    ["half of a character", "\ud800"],
  ];

  test.each(odd)("in a path: %s", (_, value) =>
    refuses(() => client.pathUnchecked("/api/{list}", value as string).get(), /^path parameter 1$/),
  );

  test.each(odd)("in the query: %s", async (_, value) => {
    for (const skipUrlEncoding of [false, true]) {
      const options = { queryParameters: { a: value }, skipUrlEncoding };
      await refuses(() => client.pathUnchecked("/api/list").get(options), /^queryParameters\.a$/);
    }
  });

  test("in the name of a query parameter", () =>
    refuses(() => client.pathUnchecked("/api/list").get({ queryParameters: { "\ud800": "1" } }), /^queryParameters$/));

  test.each(["a/b\r\nx-b: c", "a/Ω"])("as content type: %j", (contentType) =>
    refuses(() => client.pathUnchecked("/api/list").post({ contentType, body: "x" }), /^headers\.content-type$/),
  );
});

describe("dots in a query", () => {
  test.each<[string, (url: string) => PromiseLike<unknown>]>([
    ["pathUnchecked", (url) => client.pathUnchecked(url).get()],
    ["sendRequest", (url) => client.sendRequest({ method: "GET", url })],
  ])("are text, as %s sends them", async (_, call) => {
    for (const url of ["/a?x=/../y", "/a?x=//.", "/a?/.."]) {
      server.requests.length = 0;
      await call(url);
      expect(server.requests[0]?.head.split(" ", 2)[1]).toBe(url);
    }
    server.requests.length = 0;
    for (const url of ["/a/..?x=/y", "/../a?x", "/a/.?", "/%2e%2e/a?x=/y", "/.#?"])
      await refuses(() => call(url), /^(?:path|request)$/);
  });
});

describe("a Date in the query", () => {
  const foreign = runInNewContext('new Date("2026-01-02T03:04:05.006Z")') as Date;

  test.each<[string, () => PromiseLike<unknown>]>([
    ["a path call", () => send({ queryParameters: { at: foreign } })],
    ["pathUnchecked", () => client.pathUnchecked("/api/list").get({ queryParameters: { at: foreign } })],
    ["pathUnchecked, in a list", () => client.pathUnchecked("/api/list").get({ queryParameters: { at: [foreign] } })],
  ])("is one from another realm, too: %s", async (_, call) => {
    await call();
    expect(server.requests[0]?.head).toContain("at=2026-01-02T03%3A04%3A05.006Z");
  });

  test.each([["not a date"], [864e13]])("that has no form is refused: new Date(%p)", async (value) => {
    const queryParameters = { at: new Date(value) };
    await refuses(() => send({ queryParameters }), /^at$/);
    await refuses(() => client.pathUnchecked("/api/list").get({ queryParameters }), /^queryParameters\.at$/);
  });
});

test("a query value without a name is refused as one of the query parameters", () =>
  refuses(() => send({ queryParameters: { "": {} } }), /^queryParameters/));

test.each([
  ["/api/list#", "/api/list"],
  ["/api/list#part", "/api/list"],
  ["/api/list?a=1#", "/api/list?a=1"],
  ["/api/list?", "/api/list"],
  ["/api/list?#part", "/api/list"],
  ["/api/list?a=1?", "/api/list?a=1?"],
  ["/api/list??", "/api/list??"],
])("a fragment or an empty query is neither signed nor sent: %s", async (url, sent) => {
  await client.sendRequest({ method: "GET", url });
  expect(server.requests[0]?.head).toContain(`GET ${sent} HTTP/1.1`);
  const { aud } = decodeJwt(headerOf("authorization")?.slice("Bearer ".length) ?? "");
  expect(aud).toBe(server.endpoint + sent);
});

test.each(["/\\elsewhere.example/x", "\\\\elsewhere.example\\x", "/..\\x"])(
  "a backslash leads nowhere else: %s",
  (url) => refuses(() => client.sendRequest({ method: "GET", url }), /^request$/),
);

describe("a page", () => {
  const items = () => paginate(client, client.path("/api/hubs/{hub}/groups/{group}/connections", "h", "g").get());
  afterAll(() => {
    answer = "{}";
  });

  test.each(['{"value":"none"}', '{"value":7}', '{"value":{"connectionId":"c"}}'])(
    "whose list is none is an error: %s",
    async (body) => {
      answer = body;
      await expect(items().next()).rejects.toMatchObject({ code: "NO_PAGE" });
    },
  );

  test.each(["{}", '{"value":null}', '{"value":[]}'])("may hold nothing: %s", async (body) => {
    answer = body;
    expect(await items().next()).toMatchObject({ done: true });
  });
});

test.each([
  ["half a retry", { maxRetries: 1.5 }, "retryOptions.maxRetries"],
  ["a third of a thousand", { maxRetries: 333.3 }, "retryOptions.maxRetries"],
  ["null in the place of the options", null, "retryOptions"],
  ["a number in the place of the options", 3, "retryOptions"],
])("%s is refused", (_, retryOptions, argument) => {
  expect(() => clientWith({ retryOptions } as never)).toThrow(
    expect.objectContaining({ code: "INVALID_ARGUMENT", argument }),
  );
});

const policy = { name: "own", sendRequest: (request: never, next: (request: never) => never) => next(request) };

test.each<[argument: string, options: object]>([
  ["additionalPolicies", { additionalPolicies: 5 }],
  ["additionalPolicies[0].policy", { additionalPolicies: [{ position: "perCall" }] }],
  ["additionalPolicies[1].policy", { additionalPolicies: [{ policy, position: "perCall" }, null] }],
  ["additionalPolicies[0].position", { additionalPolicies: [{ policy, position: "sometimes" }] }],
  ["agent", { agent: {} }],
  ["proxyOptions", { agent: new Agent(), proxyOptions: { host: "http://proxy.example", port: 8080 } }],
  ["tlsOptions", { agent: new Agent(), tlsOptions: { ca: "fake" } }],
  ["httpClient", { httpClient: null }],
  ["httpClient", { httpClient: {} }],
  ["pipeline", { pipeline: {} }],
  ["loggingOptions", { loggingOptions: null }],
  ["redirectOptions", { redirectOptions: 5 }],
  ["tlsOptions", { tlsOptions: "ca" }],
  ["credentials", { credentials: [] }],
  ["credentials.scopes", { credentials: { scopes: 5 } }],
  ["credentials.scopes", { credentials: { scopes: [] } }],
  ["credentials.scopes", { credentials: { scopes: null } }],
  ["credentials.scopes", { credentials: { scopes: ["https://webpubsub.azure.com/.default", undefined] } }],
  ["credentials.scopes", { credentials: { scopes: "" } }],
  ["retryOptions", { retryOptions: [] }],
  ["validate", { validate: "no" }],
  ["allowInsecureConnection", { allowInsecureConnection: "yes" }],
  ["redirectOptions.maxRetries", { redirectOptions: { maxRetries: "x" } }],
  ["redirectOptions.maxRetries", { redirectOptions: { maxRetries: Number.NaN } }],
  ["redirectOptions.allowCrossOriginRedirects", { redirectOptions: { allowCrossOriginRedirects: "no" } }],
  ["headers.user-agent", { userAgentOptions: { userAgentPrefix: "Ω" } }],
  ["headers", { telemetryOptions: { clientRequestIdHeaderName: "a b" } }],
])("what cannot be meant by %s is refused before there is a client: %p", (argument, options) => {
  expect(() => clientWith(options as never)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT", argument }));
});

test.each(["onDownloadProgress", "onResponse", "onUploadProgress"])("%s that is no function is refused", (name) =>
  refuses(() => send({ [name]: 5 }), new RegExp(`^${name}$`)),
);

test.each([2 ** 31 + 1, 1e300, Number.POSITIVE_INFINITY])(
  "a client token that ends after %p minutes is refused",
  (expiresInMinutes) => refuses(() => getClientAccessToken(client, "h", { expiresInMinutes }), /^expiresInMinutes$/),
);
