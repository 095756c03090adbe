import { describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import * as v2020 from "../../src/index.js";
import * as v2021 from "../../src/versions/2021-10-01.js";
import * as v2023 from "../../src/versions/2023-07-01.js";
import * as v2024 from "../../src/versions/2024-01-01.js";
import * as latest from "../../src/versions/2024-12-01.js";
import { fakeService } from "../support/fakeService.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { ENDPOINT, testClient } from "../support/testClient.js";

const service = fakeService();
const options = { retryOptions: { maxRetries: 0 } };
const credential = {
  getToken: async () => ({ token: "fake-entra-token", expiresOnTimestamp: Date.now() + 3_600_000 }),
};
const client = latest.createWebPubSubClient(ENDPOINT, credential, options);
const answer = (body: object, status = 200) => ({
  status,
  body: JSON.stringify(body),
  headers: { "content-type": "application/json" },
});

describe("a client access token for a client without a key", () => {
  test("is made by the service", async () => {
    const received = service.answer(answer({ token: "fake.client.token" }));
    const access = await latest.getClientAccessToken(client, "chat", {
      userId: "ada",
      roles: ["webpubsub.sendToGroup.news", "webpubsub.joinLeaveGroup"],
      groups: ["news & more"],
      expiresInMinutes: 4.5,
    });
    expect(access).toEqual({
      token: "fake.client.token",
      baseUrl: "wss://unit.test.example/client/hubs/chat",
      url: "wss://unit.test.example/client/hubs/chat?access_token=fake.client.token",
    });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      method: "POST",
      url:
        `${ENDPOINT}/api/hubs/chat/:generateToken?userId=ada&role=webpubsub.sendToGroup.news&role=webpubsub.joinLeaveGroup` +
        "&group=news%20%26%20more&minutesToExpire=5&api-version=2024-12-01",
    });
    expect(received[0]?.headers.get("authorization")).toBe("Bearer fake-entra-token");
  });

  test("is an error when the service refuses", async () => {
    service.answer(answer({ code: "Forbidden", message: "Not for you." }, 403));
    await expect(latest.getClientAccessToken(client, "chat")).rejects.toMatchObject({
      statusCode: 403,
      code: "Forbidden",
    });
  });

  test("is an error when the service answers without one", async () => {
    service.answer(answer({}));
    await expect(latest.getClientAccessToken(client, "chat")).rejects.toMatchObject({ name: "RestError" });
  });

  test("has no groups in 2021-10-01, and says so before anything is sent", async () => {
    const received = service.answer(answer({ token: "fake.client.token" }));
    const old = v2021.createWebPubSubClient(ENDPOINT, credential, options);
    await expect(v2021.getClientAccessToken(old, "chat", { groups: ["news"] })).rejects.toMatchObject({
      code: "KEY_REQUIRED",
      message: expect.stringMatching(/^API version 2021-10-01 makes tokens without groups only, and this client/),
    });
    expect(received).toHaveLength(0);
    expect(await v2021.getClientAccessToken(old, "chat")).toMatchObject({ token: "fake.client.token" });
  });

  test("cannot be had in 2020-10-01", async () => {
    const old = v2020.createWebPubSubClient(ENDPOINT, credential, options);
    await expect(v2020.getClientAccessToken(old, "chat")).rejects.toMatchObject({
      code: "KEY_REQUIRED",
      message: expect.stringMatching(/^API version 2020-10-01 has no operation that makes client access tokens, and/),
    });
  });
});

describe("an MQTT client", () => {
  const mqtt = { protocol: "mqtt", userId: "ada" } as const;

  test.each([
    ["the service's", {}, "wss://unit.test.example/clients/mqtt/hubs/chat"],
    [
      "a reverse proxy's",
      { reverseProxyEndpoint: "https://proxy.example/p" },
      "wss://proxy.example/p/clients/mqtt/hubs/chat",
    ],
  ])("connects to %s address for it, with a token that is signed for the service's", async (_, settings, baseUrl) => {
    const access = await v2020.getClientAccessToken(testClient(settings), "chat", mqtt);
    expect(access).toMatchObject({ baseUrl, url: `${baseUrl}?access_token=${access.token}` });
    expect(decodeJwt(access.token)).toMatchObject({ aud: `${ENDPOINT}/clients/mqtt/hubs/chat`, sub: "ada" });
  });

  test.each([
    ["2024-01-01", v2024],
    ["2024-12-01", latest],
  ])("gets its token from the service where no key is there, by version %s", async (version, api) => {
    const received = service.answer(answer({ token: "fake.mqtt.token" }));
    const asking = api.createWebPubSubClient(ENDPOINT, credential);
    expect(await api.getClientAccessToken(asking as never, "chat", mqtt)).toMatchObject({
      url: "wss://unit.test.example/clients/mqtt/hubs/chat?access_token=fake.mqtt.token",
    });
    expect(received[0]?.url).toBe(
      `${ENDPOINT}/api/hubs/chat/:generateToken?userId=ada&minutesToExpire=60&clientType=MQTT&api-version=${version}`,
    );
  });

  test("gets none from a version that knows no MQTT, and that is said before anything is sent", async () => {
    const received = service.answer(answer({ token: "fake.client.token" }));
    const old = v2023.createWebPubSubClient(ENDPOINT, credential);
    await expect(v2023.getClientAccessToken(old, "chat", mqtt)).rejects.toMatchObject({
      code: "KEY_REQUIRED",
      message: expect.stringMatching(/^API version 2023-07-01 makes no tokens for MQTT clients, and this client/),
    });
    expect(received).toHaveLength(0);
  });
});

describe.each([
  ["by a key", latest.createWebPubSubClient(ENDPOINT, { key: FAKE_KEY }, options)],
  ["by the service", client],
])("the making of a token %s", (_, made) => {
  test("ends when the caller's signal fires", async () => {
    const received = service.answer(answer({ token: "fake.client.token" }));
    const reason = new Error("not needed any more");
    await expect(
      latest.getClientAccessToken(made, "chat", { abortSignal: AbortSignal.abort(reason) }),
    ).rejects.toMatchObject({ name: "AbortError", cause: reason });
    const controller = new AbortController();
    const late = latest.getClientAccessToken(made, "chat", { abortSignal: controller.signal });
    controller.abort(reason);
    await expect(late).rejects.toMatchObject({ name: "AbortError", cause: reason });
    expect(received).toHaveLength(0);
  });

  test.each([
    ["options", null],
    ["options", "ada"],
    ["protocol", { protocol: "MQTT" }],
    ["protocol", { protocol: null }],
    ["timeoutInMs", { timeoutInMs: "5" }],
    ["timeoutInMs", { timeoutInMs: -1 }],
    ["abortSignal", { abortSignal: {} }],
  ])("is refused for a wrong %s: %j", async (argument, wrong) => {
    const received = service.answer(answer({ token: "fake.client.token" }));
    await expect(latest.getClientAccessToken(made, "chat", wrong as never)).rejects.toMatchObject({
      name: "TypeError",
      code: "INVALID_ARGUMENT",
      argument,
    });
    expect(received).toHaveLength(0);
  });
});

test("the making of a token by the service is over when its time is", async () => {
  const never = { ...credential, getToken: () => new Promise<never>(() => undefined) };
  const waiting = latest.createWebPubSubClient(ENDPOINT, never, options);
  await expect(latest.getClientAccessToken(waiting, "chat", { timeoutInMs: 20 })).rejects.toMatchObject({
    code: "TIMEOUT",
    message: expect.stringMatching(/^POST \/api\/hubs\/chat\/:generateToken took longer than 20 ms/),
  });
});
