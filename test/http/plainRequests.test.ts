import { Readable } from "node:stream";
import { describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { isUnexpected } from "../../src/index.js";
import type { PlainRequest } from "../../src/index.js";
import { fakeService } from "../support/fakeService.js";
import { ENDPOINT, testClient } from "../support/testClient.js";

const service = fakeService();
const url = "/api/hubs/h/:send?api-version=2024-12-01";

describe("a request that was made by hand", () => {
  test.each<[string, Partial<PlainRequest>, string | null, string]>([
    ["nothing", {}, null, ""],
    ["a text", { body: "hi" }, "text/plain", "hi"],
    ["a value, as JSON", { body: { a: 1 } }, "application/json", '{"a":1}'],
    ["bytes", { body: Uint8Array.of(65) }, "application/octet-stream", "A"],
    ["a stream", { body: Readable.from(["B"]) }, "application/octet-stream", "B"],
    [
      "JSON that is a text already",
      { body: '{"a":1}', headers: { "Content-Type": "application/json" } },
      "application/json",
      '{"a":1}',
    ],
  ])("carries %s", async (_, parts, contentType, body) => {
    const received = service.answer({ status: 202 });
    const response = await testClient().sendRequest({ method: "POST", url, ...parts });
    expect(response.status).toBe("202");
    expect(received[0]).toMatchObject({ method: "POST", url: ENDPOINT + url });
    expect(received[0].headers.get("content-type")).toBe(contentType);
    expect(received[0].headers.get("authorization")).toMatch(/^Bearer /);
    expect(Buffer.from(received[0].body).toString()).toBe(body);
  });

  test("goes out at the very URL that it is signed for", async () => {
    const received = service.answer({ status: 200 });
    await testClient().sendRequest({ method: "GET", url: "/api/x y?a=ü'#f" });
    const token = received[0].headers.get("authorization")!.slice("Bearer ".length);
    expect(received[0].url).toBe(`${ENDPOINT}/api/x%20y?a=%C3%BC%27`);
    expect(decodeJwt(token).aud).toBe(received[0].url);
  });

  test.each([200, 404, 500])("never throws for a status: %i", async (status) => {
    service.answer({ status });
    const response = await testClient().sendRequest({ method: "HEAD", url: "/api/hubs/h/users/u" });
    expect([response.status, isUnexpected(response)]).toEqual([String(status), status !== 200]);
  });

  test.each([
    [{ method: "TRACE", url }, "request.method"],
    [{ method: "post", url }, "request.method"],
    [{ method: "GET", url: "api/health" }, "request"],
    [{ method: "GET", url: "/../health" }, "request"],
    [{ method: "GET", url: "/api/hubs/./:send" }, "request"],
    [{ method: "GET", url: "/%2e%2e/health" }, "request"],
    [{ method: "GET", url: "/.\t./health" }, "request"],
    [{ method: "GET", url: "https://elsewhere.example/" }, "request"],
    [{ method: "POST", url, body: Symbol("x") }, "body"],
  ])("is refused before it is sent: %p", async (request, argument) => {
    const received = service.answer({ status: 200 });
    await expect(testClient().sendRequest(request as PlainRequest)).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      argument,
    });
    expect(received).toHaveLength(0);
  });
});
