import { inspect } from "node:util";
import { AzureKeyCredential } from "@azure/core-auth";
import { describe, expect, test } from "@jest/globals";
import { jwtVerify } from "jose";
import {
  createRestError,
  createWebPubSubClient,
  createWebPubSubClientFromConnectionString,
  getClientAccessToken,
} from "../../src/index.js";
import type { KeyCredential } from "../../src/index.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { fakeService } from "../support/fakeService.js";
import type { ReceivedRequest } from "../support/fakeService.js";
import { ENDPOINT, testClient } from "../support/testClient.js";

const service = fakeService();
const text = { contentType: "text/plain", body: "x" } as const;

/** Checks a request's token with an independent library and returns its claims. */
async function readClaims(request: ReceivedRequest, key = FAKE_KEY) {
  const token = request.headers.get("authorization")?.replace(/^Bearer /, "") ?? "";
  const { payload } = await jwtVerify(token, new TextEncoder().encode(key), { algorithms: ["HS256"] });
  return payload;
}

describe("an access key", () => {
  test("signs for the exact URL of the request, for five minutes", async () => {
    const received = service.answer({ status: 202 });
    await testClient()
      .path("/api/hubs/{hub}/groups/{group}/:send", "h", "a/b")
      .post({ ...text, queryParameters: { excluded: ["x 'y'"] } });
    const { aud, iat, exp } = await readClaims(received[0]);
    expect(aud).toBe(`${ENDPOINT}/api/hubs/h/groups/a%2Fb/:send?excluded=x%20%27y%27&api-version=2020-10-01`);
    expect(aud).toBe(received[0].url);
    expect(exp).toBe(iat! + 300);
    expect(Math.abs(iat! - Date.now() / 1000)).toBeLessThan(5);
  });

  test("signs each attempt anew", async () => {
    const credential = { key: FAKE_KEY };
    const received = service.answer({ status: 503 }, { status: 200 });
    const client = createWebPubSubClient(ENDPOINT, credential, {
      retryOptions: { maxRetries: 1, retryDelayInMs: 1 },
      additionalPolicies: [
        {
          position: "perRetry",
          policy: {
            name: "changeKeyAfterTheFirstAttempt",
            async sendRequest(request, next) {
              const response = await next(request);
              credential.key = "fake-second-key";
              return response;
            },
          },
        },
      ],
    });
    await client.path("/api/health").head();
    expect(received).toHaveLength(2);
    await readClaims(received[0]);
    await readClaims(received[1], "fake-second-key");
  });

  test.each<[string, () => KeyCredential, (credential: KeyCredential) => void]>([
    [
      "AzureKeyCredential",
      () => new AzureKeyCredential(FAKE_KEY),
      (one) => (one as AzureKeyCredential).update("fake-2"),
    ],
    ["object", () => ({ key: FAKE_KEY }), (one) => Object.assign(one, { key: "fake-2" })],
  ])("that is changed in its %s signs the next request", async (_, make, change) => {
    const received = service.answer({ status: 200 });
    const credential = make();
    const client = createWebPubSubClient(ENDPOINT, credential);
    await client.path("/api/health").head();
    change(credential);
    await client.path("/api/health").head();
    await readClaims(received[0]);
    await readClaims(received[1], "fake-2");
  });

  test("is used from a connection string", async () => {
    const received = service.answer({ status: 200 });
    const client = createWebPubSubClientFromConnectionString(
      `Endpoint=https://from.example;AccessKey=${FAKE_KEY};Version=1.0;`,
    );
    await client.path("/api/health").head();
    expect(received[0].url).toBe("https://from.example/api/health?api-version=2020-10-01");
    await readClaims(received[0]);
  });

  test("is shown neither by the client nor by its options", () => {
    const client = testClient();
    expect(inspect(client, { depth: 20 })).toBe(
      "<WebPubSubClient endpoint: 'https://unit.test.example', apiVersion: '2020-10-01'>",
    );
    expect(inspect({ client }, { depth: 20, showHidden: true })).not.toContain(FAKE_KEY);
    expect(JSON.stringify(client)).not.toContain(FAKE_KEY);
  });

  test("signs on a copy of a pipeline that several clients share", async () => {
    const received = service.answer({ status: 200 });
    const { pipeline } = createWebPubSubClient(ENDPOINT, { key: FAKE_KEY });
    const before = pipeline.getOrderedPolicies().length;
    const other = createWebPubSubClient("https://other.example", { key: "fake-other-key" }, { pipeline });
    expect(pipeline.getOrderedPolicies()).toHaveLength(before);
    await other.path("/api/health").head();
    await readClaims(received[0], "fake-other-key");
  });
});

describe("a token credential", () => {
  const credential = (scopes: unknown[]) => ({
    getToken: async (scope: string | string[]) => {
      scopes.push(scope);
      return { token: "fake-entra-token", expiresOnTimestamp: Date.now() + 3_600_000 };
    },
  });

  test("is asked for the public cloud's scope and sent as a bearer token", async () => {
    const received = service.answer({ status: 200 });
    const scopes: unknown[] = [];
    await createWebPubSubClient(ENDPOINT, credential(scopes)).path("/api/health").head();
    expect(scopes).toEqual([["https://webpubsub.azure.com/.default"]]);
    expect(received[0].headers.get("authorization")).toBe("Bearer fake-entra-token");
  });

  test.each<[what: string, other: unknown]>([
    ["another scope", ["https://webpubsub.azure.cn/.default"]],
    ["another scope, as callers without types may give it,", "https://webpubsub.azure.cn/.default"],
  ])("is asked for %s where the options say so", async (_, other) => {
    service.answer({ status: 200 });
    const scopes: unknown[] = [];
    const options = { credentials: { scopes: other as string[] } };
    await createWebPubSubClient(ENDPOINT, credential(scopes), options).path("/api/health").head();
    expect(scopes).toEqual([other]);
  });

  test("is sent over plain http to a loopback host, each attempt of it, and to no other", async () => {
    const received = service.answer({ status: 503 }, { status: 200 });
    const retryOptions = { maxRetries: 1, retryDelayInMs: 1 };
    const local = createWebPubSubClient("http://localhost:8080", credential([]), { retryOptions });
    const response = await local.path("/api/health").head();
    expect(received.map(({ url, headers }) => [url, headers.get("authorization")])).toEqual([
      ["http://localhost:8080/api/health?api-version=2020-10-01", "Bearer fake-entra-token"],
      ["http://localhost:8080/api/health?api-version=2020-10-01", "Bearer fake-entra-token"],
    ]);
    expect(response.request.url).toBe(received[1].url);
    const options = { allowInsecureConnection: true };
    const remote = createWebPubSubClient("http://emulator:8080", credential([]), options);
    await expect(remote.path("/api/health").head()).rejects.toThrow("non-https");
    expect(received).toHaveLength(2);
  });

  test.each([
    ["the same origin", `${ENDPOINT}/elsewhere`, "Bearer fake-entra-token"],
    ["another one", "https://elsewhere.example/x", null],
    ["a host whose name begins like it", `${ENDPOINT}.elsewhere.example/x`, null],
  ])("goes along with a redirect to %s, or does not", async (_, location, expected) => {
    const received = service.answer({ status: 307, headers: { location } }, { status: 200 });
    const options = { redirectOptions: { allowCrossOriginRedirects: true } };
    await createWebPubSubClient(ENDPOINT, credential([]), options).path("/api/health").head();
    expect(received.map(({ url, headers }) => [url, headers.get("authorization")])).toEqual([
      [`${ENDPOINT}/api/health?api-version=2020-10-01`, "Bearer fake-entra-token"],
      [location, expected],
    ]);
  });

  test("is renewed where the service asks for more claims, and the request sent once more", async () => {
    const asked: unknown[] = [];
    const renewing = {
      getToken: async (_: unknown, options: { claims?: string } = {}) => {
        asked.push(options.claims);
        return { token: `fake-entra-token-${asked.length}`, expiresOnTimestamp: Date.now() + 3_600_000 };
      },
    };
    const claims = Buffer.from('{"fake":"claims"}').toString("base64");
    const challenge = `Bearer error="insufficient_claims", claims="${claims}"`;
    const received = service.answer({ status: 401, headers: { "www-authenticate": challenge } }, { status: 200 });
    expect((await createWebPubSubClient(ENDPOINT, renewing).path("/api/health").head()).status).toBe("200");
    expect(asked).toEqual([undefined, '{"fake":"claims"}']);
    expect(received[1].headers.get("authorization")).toBe("Bearer fake-entra-token-2");
  });

  test("is not renewed where the claims cannot be read: the 401 is the answer", async () => {
    const challenge = 'Bearer error="insufficient_claims", claims="abcde"';
    const received = service.answer({ status: 401, headers: { "www-authenticate": challenge } });
    expect((await createWebPubSubClient(ENDPOINT, credential([])).path("/api/health").head()).status).toBe("401");
    expect(received).toHaveLength(1);
  });

  test("is one also where it has a member named key", () => {
    const both = { ...credential([]), key: "fake-key" };
    const proxyOptions = { host: "http://127.0.0.1", port: 1 };
    expect(() => createWebPubSubClient("http://localhost:8080", both, { proxyOptions })).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", argument: "proxyOptions" }),
    );
  });

  test("is not sent over plain http to a reverse proxy on another host", () => {
    const at = (reverseProxyEndpoint: string) => () =>
      createWebPubSubClient(ENDPOINT, credential([]), { reverseProxyEndpoint, allowInsecureConnection: true });
    expect(at("http://proxy.example")).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT", argument: "reverseProxyEndpoint" }),
    );
    expect(at("http://localhost:8080")).not.toThrow();
    expect(at("https://proxy.example")).not.toThrow();
  });

  test("that gives no token is named with the call", async () => {
    const nothing = { getToken: async () => null };
    const call = createWebPubSubClient(ENDPOINT, nothing).path("/api/health").head();
    await expect(call).rejects.toMatchObject({
      code: "NO_TOKEN",
      message: expect.stringMatching(/^HEAD \/api\/health: the credential gave no token/),
    });
  });

  test("is in no error, where the service repeats it without saying what it is", async () => {
    service.answer({ status: 403, body: "no entry for fake-entra-token" });
    const response = await createWebPubSubClient(ENDPOINT, credential([])).pathUnchecked("/api/x").get();
    expect(createRestError(response).message).toContain("no entry for REDACTED");
  });

  test("cannot make client access tokens with this API version, and says so", async () => {
    const client = createWebPubSubClient(ENDPOINT, credential([]));
    await expect(getClientAccessToken(client, "chat")).rejects.toMatchObject({ code: "KEY_REQUIRED" });
  });
});

describe("a client is refused", () => {
  test.each([
    [
      "no credential",
      undefined,
      '"credential" must be a KeyCredential such as { key } or a TokenCredential. Received undefined.',
    ],
    [
      "a bare key",
      FAKE_KEY,
      '"credential" must be a KeyCredential such as { key } or a TokenCredential. Received a string.',
    ],
    ["a key that is missing", { key: undefined }, '"credential.key" must be a non-empty string. Received undefined.'],
    ["a key that is no text", { key: 7 }, '"credential.key" must be a non-empty string. Received a number.'],
    [
      "an object without a key",
      {},
      '"credential" must be a KeyCredential such as { key } or a TokenCredential. Received an object.',
    ],
    ["an empty key", { key: "" }, '"credential.key" must be a non-empty string. Received an empty string.'],
  ])("with %s", (_, credential, message) => {
    expect(() => createWebPubSubClient(ENDPOINT, credential as never)).toThrow(new TypeError(message));
  });

  test("with a connection string whose endpoint it does not take", () => {
    const connect = (endpoint: string) => () =>
      createWebPubSubClientFromConnectionString(`Endpoint=${endpoint};AccessKey=${FAKE_KEY};Version=1.0;`);
    for (const endpoint of ["http://a.example", "https://a.example?x=1"])
      expect(connect(endpoint)).toThrow(
        expect.objectContaining({
          name: "ConnectionStringError",
          code: "INVALID_ENDPOINT",
          message: expect.stringMatching(/^In the connection string, "Endpoint" must be/),
        }),
      );
  });

  test("with an endpoint that is no URL", () => {
    expect(() => createWebPubSubClient("example.com", { key: FAKE_KEY })).toThrow(
      /"endpoint" must be an absolute http\(s\) URL/,
    );
  });
});

describe("a client access token", () => {
  test("says who the client is and what it may do", async () => {
    const options = { userId: "ada", roles: ["webpubsub.sendToGroup.news"], groups: ["news"], expiresInMinutes: 5 };
    const { token, baseUrl, url } = await getClientAccessToken(testClient(), "chat", options);
    const { payload } = await jwtVerify(token, new TextEncoder().encode(FAKE_KEY), { algorithms: ["HS256"] });
    expect(payload).toEqual({
      sub: "ada",
      role: ["webpubsub.sendToGroup.news"],
      "webpubsub.group": ["news"],
      aud: `${ENDPOINT}/client/hubs/chat`,
      iat: expect.any(Number),
      exp: payload.iat! + 300,
    });
    expect(baseUrl).toBe("wss://unit.test.example/client/hubs/chat");
    expect(url).toBe(`${baseUrl}?access_token=${token}`);
  });

  test("is good for an hour and for nobody in particular by default", async () => {
    const { token } = await getClientAccessToken(testClient(), "chat");
    const { payload } = await jwtVerify(token, new TextEncoder().encode(FAKE_KEY));
    expect(Object.keys(payload).sort()).toEqual(["aud", "exp", "iat"]);
    expect(payload.exp).toBe(payload.iat! + 3600);
  });

  test.each([
    ["hub", "", {}],
    ["hub", "1chat", {}],
    ["hub", "a/b", {}],
    ["userId", "chat", { userId: "" }],
    ["roles", "chat", { roles: "webpubsub.sendToGroup" }],
    ["groups", "chat", { groups: [""] }],
    ["expiresInMinutes", "chat", { expiresInMinutes: 0 }],
    ["options", "chat", { userID: "ada" }],
    ["expiresInMinutes", "chat", { expiresInMinutes: Number.NaN }],
  ])("is refused for a wrong %s: hub %j, options %j", async (argument, hub, options) => {
    await expect(getClientAccessToken(testClient(), hub, options as never)).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      argument,
    });
  });

  test("is refused for something that is no client", async () => {
    await expect(getClientAccessToken({ endpoint: ENDPOINT } as never, "chat")).rejects.toMatchObject({
      argument: "client",
    });
  });
});
