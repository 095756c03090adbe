import { describe, expect, test } from "@jest/globals";
import { countingClient, fastRetries } from "../support/countingClient.js";
import { fakeService } from "../support/fakeService.js";
import type { Answer } from "../support/fakeService.js";
import { ENDPOINT, testClient } from "../support/testClient.js";

const service = fakeService();
const text = { contentType: "text/plain", body: "x" } as const;

const soon = new Date(Date.now() - 1000).toUTCString();

describe("a send", () => {
  test.each<[string, Answer, number]>([
    ["is not repeated after 500", { status: 500 }, 1],
    ["is not repeated after 502", { status: 502 }, 1],
    ["is not repeated after 504", { status: 504 }, 1],
    ["is not repeated after 408", { status: 408 }, 1],
    ["is not repeated after 503 without Retry-After", { status: 503 }, 1],
    ["is not repeated after 400", { status: 400 }, 1],
    ["is repeated after 503 with Retry-After", { status: 503, headers: { "retry-after": "0" } }, 3],
    ["is repeated after 503 with Retry-After as a date", { status: 503, headers: { "retry-after": soon } }, 3],
    ["is repeated after 429", { status: 429 }, 3],
    ["is repeated after 429 with a wait in milliseconds", { status: 429, headers: { "retry-after-ms": "1" } }, 3],
  ])("%s", async (_, answer, count) => {
    const received = service.answer(answer);
    const { client, attempts } = countingClient(ENDPOINT);
    const response = await client.path("/api/hubs/{hub}/:send", "h").post(text);
    expect([response.status, received.length, attempts.length]).toEqual([String(answer.status), count, count]);
  });

  test("is repeated after any failure where retrySends asks for it", async () => {
    const received = service.answer({ status: 500 }, { status: 202 });
    const { client } = countingClient(ENDPOINT, { ...fastRetries, retrySends: true });
    expect((await client.path("/api/hubs/{hub}/:send", "h").post(text)).status).toBe("202");
    expect(received).toHaveLength(2);
  });

  test("carries the whole body again, of a stream too", async () => {
    const received = service.answer({ status: 429 }, { status: 202 });
    const { client } = countingClient(ENDPOINT);
    const body = new Blob(["whole"]).stream();
    await client.path("/api/hubs/{hub}/:send", "h").post({ contentType: "text/plain", body });
    expect(received.map((one) => Buffer.from(one.body).toString())).toEqual(["whole", "whole"]);
  });
});

describe("a call that may be repeated without harm", () => {
  test.each([["head"], ["put"], ["delete"]] as const)("is repeated after 500: %s", async (method) => {
    const received = service.answer({ status: 500 }, { status: 200 });
    const { client } = countingClient(ENDPOINT);
    const response = await client.path("/api/hubs/{hub}/users/{userId}/groups/{group}", "h", "u", "g")[method]();
    expect([response.status, received.length]).toEqual(["200", 2]);
  });
});

test.each<[string, Answer, number]>([
  ["429", { status: 429 }, 3],
  ["408", { status: 408 }, 3],
  ["504", { status: 504 }, 3],
  ["501", { status: 501 }, 1],
  ["400", { status: 400 }, 1],
])("retrySends repeats a send as any other call is: %s", async (_, answer, count) => {
  const received = service.answer(answer);
  const { client } = countingClient(ENDPOINT, { ...fastRetries, retrySends: true });
  await client.path("/api/hubs/{hub}/:send", "h").post(text);
  await client.path("/api/health").head();
  expect(received).toHaveLength(2 * count);
});

test("no retries means one attempt for every call", async () => {
  const received = service.answer({ status: 429 });
  const { client } = countingClient(ENDPOINT, { maxRetries: 0 });
  await client.path("/api/hubs/{hub}/:send", "h").post(text);
  await client.path("/api/health").head();
  expect(received).toHaveLength(2);
});

describe("an answer that asks for a longer wait than there is time for is returned at once", () => {
  const day = new Date(Date.now() + 86_400_000).toUTCString();

  test.each<[string, Record<string, string>, object]>([
    ["in seconds", { "retry-after": "86400" }, { retryOptions: { maxRetryDelayInMs: 100 } }],
    ["as a date", { "retry-after": day }, { retryOptions: { maxRetryDelayInMs: 100 } }],
    ["in milliseconds", { "retry-after-ms": "101" }, { retryOptions: { maxRetryDelayInMs: 100 } }],
    ["than is left of the call's time", { "retry-after": "20" }, { timeoutInMs: 10_000 }],
    ["than any number can say", { "retry-after": "9".repeat(400) }, {}],
  ])("%s", async (_, headers, options) => {
    const received = service.answer({ status: 429, headers });
    const client = testClient({ retryOptions: {}, ...options });
    expect((await client.path("/api/hubs/{hub}/:send", "h").post(text)).status).toBe("429");
    expect((await client.path("/api/health").head()).status).toBe("429");
    expect(received).toHaveLength(2);
  });
});
