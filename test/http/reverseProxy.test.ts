import { describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { createWebPubSubClient, getClientAccessToken } from "../../src/index.js";
import { FAKE_KEY } from "../support/fakeKey.js";
import { fakeService } from "../support/fakeService.js";
import { ENDPOINT, testClient } from "../support/testClient.js";

const service = fakeService();
const path = "/api/health?api-version=2020-10-01";

describe("a reverse proxy", () => {
  test.each([
    ["https://proxy.example", "https://proxy.example"],
    ["https://proxy.example:8443/a/b/", "https://proxy.example:8443/a/b"],
    ["http://localhost:9000/", "http://localhost:9000"],
  ])("at %s gets the requests, whose tokens stay made for the service", async (reverseProxyEndpoint, address) => {
    const received = service.answer({ status: 200 });
    const client = testClient({ reverseProxyEndpoint });
    const response = await client.path("/api/health").head();
    expect(received[0].url).toBe(address + path);
    expect(decodeJwt(received[0].headers.get("authorization")!.slice("Bearer ".length)).aud).toBe(ENDPOINT + path);
    expect([client.endpoint, response.request.url]).toEqual([ENDPOINT, ENDPOINT + path]);
  });

  test("gets each attempt, signed anew", async () => {
    const received = service.answer({ status: 500 }, { status: 200 });
    const options = {
      reverseProxyEndpoint: "https://proxy.example/p",
      retryOptions: { maxRetries: 1, retryDelayInMs: 1 },
    };
    await testClient(options).path("/api/health").head();
    expect(received.map(({ url }) => url)).toEqual([
      `https://proxy.example/p${path}`,
      `https://proxy.example/p${path}`,
    ]);
    for (const { headers } of received) {
      expect(decodeJwt(headers.get("authorization")!.slice("Bearer ".length)).aud).toBe(ENDPOINT + path);
    }
  });

  test("is where WebSocket clients go, with tokens for the service", async () => {
    const { baseUrl, token } = await getClientAccessToken(
      testClient({ reverseProxyEndpoint: "https://proxy.example/p" }),
      "chat",
    );
    expect(baseUrl).toBe("wss://proxy.example/p/client/hubs/chat");
    expect(decodeJwt(token).aud).toBe(`${ENDPOINT}/client/hubs/chat`);
  });

  test("does not follow a client's pipeline to another client", async () => {
    const received = service.answer({ status: 200 });
    const { pipeline } = testClient({ reverseProxyEndpoint: "https://proxy.example" });
    await createWebPubSubClient(ENDPOINT, { key: FAKE_KEY }, { pipeline }).path("/api/health").head();
    expect(received[0].url).toBe(ENDPOINT + path);
  });

  test.each(["proxy.example", "ftp://proxy.example", "http://proxy.example"])(
    "may not be %s",
    (reverseProxyEndpoint) => {
      expect(() => testClient({ reverseProxyEndpoint })).toThrow(/^"reverseProxyEndpoint" must be an/);
    },
  );
});
