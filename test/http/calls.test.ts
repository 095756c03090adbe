import { inspect } from "node:util";
import { expect, describe, test } from "@jest/globals";
import { fakeService } from "../support/fakeService.js";
import type { PendingCall } from "../../src/index.js";
import { testClient } from "../support/testClient.js";

const service = fakeService();
const text = { contentType: "text/plain", body: "x" } as const;

/** Every road by which a call goes out. */
const roads: [string, () => PendingCall<unknown>][] = [
  ["a path call", () => testClient().path("/api/hubs/{hub}/:send", "chat").post(text)],
  [
    "a method taken off its path",
    () => {
      const { post } = testClient().path("/api/hubs/{hub}/:send", "chat");
      return post(text);
    },
  ],
  [
    "path taken off the client",
    () => {
      const { path } = testClient();
      return path("/api/hubs/{hub}/:send", "chat").post(text);
    },
  ],
  [
    "sendRequest taken off the client",
    () => {
      const { sendRequest } = testClient();
      return sendRequest({ method: "POST", url: "/api/x", body: "x" });
    },
  ],
  ["sendRequest", () => testClient().sendRequest({ method: "POST", url: "/api/x", body: "x" })],
  ["pathUnchecked", () => testClient().pathUnchecked("/api/x").post(text) as PendingCall<unknown>],
];

/** Resolves when everything that was begun has had its turn. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 50));

describe.each(roads)("%s", (_, send) => {
  test("goes out although nobody waits for it", async () => {
    const received = service.answer({ status: 202 });
    void send();
    expect(received).toHaveLength(0);
    await aWhile();
    expect(received).toHaveLength(1);
  });

  test("goes out once, whenever and however often it is awaited", async () => {
    const received = service.answer({ status: 202 });
    const call = send();
    await aWhile();
    const [first, second] = [await call, await call];
    expect(first).toBe(second);
    expect(await call.finally(() => undefined)).toBe(first);
    expect(received).toHaveLength(1);
  });

  test("tells its failure to whoever waits", async () => {
    service.fail();
    const call = send();
    await expect(call).rejects.toMatchObject({ name: "RestError" });
    await expect(call.catch((error) => (error as Error).name)).resolves.toBe("RestError");
  });

  test("gives its answer as a stream where it is asked for one at once, and goes out once all the same", async () => {
    const received = service.answer({ status: 202, body: "streamed" });
    const { body } = await send().asNodeStream();
    let read = "";
    for await (const chunk of body!) read += chunk;
    expect([read, received.length]).toEqual(["streamed", 1]);
  });

  test("is not sent again for a stream that is asked for too late, nor for an answer after a stream", async () => {
    const received = service.answer({ status: 202 });
    const [late, streamed] = [send(), send()];
    const stream = streamed.asNodeStream();
    await late;
    await expect(late.asNodeStream()).rejects.toMatchObject({ code: "ALREADY_SENT" });
    await expect(streamed).rejects.toMatchObject({ code: "ALREADY_SENT" });
    await stream;
    expect(received).toHaveLength(2);
  });

  test("says where it is printed that it is to be awaited", async () => {
    service.answer({ status: 202 });
    const call = send();
    expect(inspect(call)).toBe("<PendingCall, to be awaited>");
    await call;
  });
});
