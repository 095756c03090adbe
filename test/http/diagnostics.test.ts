import { inspect } from "node:util";
import { AzureLogger, setLogLevel } from "@azure/logger";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import {
  buildSendToAllRequest,
  createRestError,
  createWebPubSubClient,
  getClientAccessToken,
} from "../../src/index.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { fakeService } from "../support/fakeService.js";
import { ENDPOINT, testClient } from "../support/testClient.js";

const service = fakeService();
const text = { contentType: "text/plain", body: "the message itself" } as const;

describe("the log", () => {
  let lines: string[] = [];
  const before = AzureLogger.log;
  beforeEach(() => {
    lines = [];
    AzureLogger.log = (...args) =>
      void lines.push(args.map((arg) => (typeof arg === "string" ? arg : inspect(arg))).join(" "));
    setLogLevel("verbose");
  });
  afterEach(() => {
    AzureLogger.log = before;
    setLogLevel();
  });

  test("shows request and answer in a namespace of ours, and no token", async () => {
    const received = service.answer({
      status: 401,
      headers: { "x-ms-error-code": "Some.Code" },
    });
    await testClient()
      .path("/api/hubs/{hub}/:send", "chat")
      .post({ ...text, queryParameters: { excluded: ["secret-connection"] } });
    const log = lines.filter((line) => line.startsWith("azure:web-pubsub-rest:info")).join("\n");
    expect(log).toMatch(/Request: [\s\S]*\/api\/hubs\/chat\/:send\?[^"]*api-version=2020-10-01[\s\S]*"method": "POST"/);
    expect(log).toMatch(/Response status code: 401[\s\S]*"x-ms-error-code": "Some\.Code"/);
    const token = received[0].headers.get("authorization")!.slice("Bearer ".length);
    for (const secret of [token, FAKE_KEY, "the message itself", "secret-connection"]) {
      expect(lines.join("\n")).not.toContain(secret);
    }
  });

  test.each([
    ["user's", "/api/hubs/{hub}/users/{userId}/:send", "users/a%2Fb"],
    ["group's", "/api/hubs/{hub}/groups/{group}/:send", "groups/a%2Fb"],
  ] as const)("warns of a slash in a %s id, which the service does not take for one", async (_, path, part) => {
    setLogLevel("warning");
    service.answer({ status: 202 }, { status: 202 });
    await testClient().path(path, "chat", "a/b").post(text);
    await testClient()
      .path(path, "chat", "a-b")
      .post({ ...text, queryParameters: { excluded: ["a/b"] } });
    expect(lines).toEqual([
      expect.stringContaining(`azure:web-pubsub-rest:warning POST ${ENDPOINT}/api/hubs/chat/${part}/:send: `),
    ]);
    expect(lines[0]).toContain("filter");
  });

  test("masks an access token in a URL", async () => {
    service.answer({ status: 200 });
    await testClient().sendRequest({ method: "GET", url: "/anything?access_token=fake-token&api-version=2020-10-01" });
    expect(lines.join("\n")).toContain("access_token=REDACTED&api-version=2020-10-01");
    expect(lines.join("\n")).not.toContain("fake-token");
  });

  test("masks headers of a request that it does not know, however harmless their values look", async () => {
    service.answer({ status: 202 });
    await testClient()
      .path("/api/hubs/{hub}/:send", "chat")
      .post({ ...text, headers: { "X-From-Caller": "given in private", "If-Match": "a-mark" } });
    const log = lines.join("\n");
    expect(log).toMatch(/"x-from-caller": "REDACTED"/i);
    expect(log).toContain("a-mark");
    expect(log).not.toContain("in private");
  });

  test("masks what an answer has in its headers", async () => {
    const headers = {
      "x-echo": "Bearer fake-token",
      location: "https://a.example/?access_token=fake-token&x=1",
      "set-cookie": "sid=fake-token",
    };
    service.answer({ status: 200, headers });
    await testClient().path("/api/health").head();
    expect(lines.join("\n")).toMatch(/"x-echo": "Bearer REDACTED"/);
    expect(lines.join("\n")).not.toContain("fake-token");
  });

  const cycle: Record<string, unknown> = {};
  cycle["itself"] = cycle;

  test.each<[string, PropertyDescriptor]>([
    ["a bigint", { value: 5n }],
    ["a cycle", { value: cycle }],
    ["what throws when it is read", { get: () => JSON.parse("{") as never }],
    ["what throws when it is written", { value: { toJSON: () => JSON.parse("{") as never } }],
  ])(
    "does not fail a call whose request a policy has put on %s, and neither does printing its error",
    async (_, member) => {
      const policy: PipelinePolicy = {
        name: "own",
        sendRequest: (request, next) =>
          next(Object.defineProperty(request, "own", { ...member, enumerable: true, configurable: true })),
      };
      service.answer({ status: 200 });
      const client = testClient({ additionalPolicies: [{ policy, position: "perCall" }] });
      expect(await client.path("/api/health").head()).toMatchObject({ status: "200" });
      expect(lines.join("\n")).toContain("Response status code: 200");
      service.fail();
      const error = await client
        .path("/api/health")
        .head()
        .then(undefined, (thrown: unknown) => thrown);
      expect(inspect(error)).toContain("RestError: HEAD /api/health");
    },
  );

  test("that cannot be written does not fail a call", async () => {
    const logger = Object.assign(
      () => {
        throw new Error("full");
      },
      { enabled: true },
    ) as never;
    service.answer({ status: 200 });
    expect(await testClient({ loggingOptions: { logger } }).path("/api/health").head()).toMatchObject({
      status: "200",
    });
  });

  test("says nothing where it is not turned on", async () => {
    setLogLevel();
    service.answer({ status: 202 });
    await testClient().path("/api/hubs/{hub}/:send", "chat").post(text);
    expect(lines).toEqual([]);
  });
});

describe("nothing that is printed shows a key or a token", () => {
  const entra = {
    getToken: async () => ({ token: "fake-entra-token", expiresOnTimestamp: Date.now() + 3_600_000 }),
  };

  test.each([
    ["an access key", { key: FAKE_KEY }],
    ["a token credential", entra],
  ])("with %s", async (_, credential) => {
    const received = service.answer({ status: 401 });
    const client = createWebPubSubClient(ENDPOINT, credential, { retryOptions: { maxRetries: 0 } });
    const response = await client.path("/api/hubs/{hub}/:send", "chat").post(text);
    const token = received[0].headers.get("authorization")!.slice("Bearer ".length);
    service.fail();
    const unfinished = client.path("/api/health").head();
    unfinished.catch(() => undefined);
    const shown = [
      client,
      buildSendToAllRequest("chat", text),
      response,
      createRestError(response),
      await getClientAccessToken(client, "").catch((error: unknown) => error),
      await client
        .path("/api/health")
        .head()
        .catch((error: unknown) => error),
      unfinished,
    ];
    for (const one of shown) {
      for (const printed of [inspect(one, { depth: 20, showHidden: true }), JSON.stringify(one), String(one)]) {
        expect(printed).not.toContain(FAKE_KEY);
        expect(printed).not.toContain(token);
      }
    }
  });
});
