import { describe, expect, test } from "@jest/globals";
import * as v2020 from "../../src/index.js";
import * as v2021 from "../../src/versions/2021-10-01.js";
import * as latest from "../../src/versions/2024-12-01.js";
import { fakeService } from "../support/fakeService.js";
import { ENDPOINT } from "../support/testClient.js";

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
