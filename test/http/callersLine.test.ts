import { describe, expect, test } from "@jest/globals";
import { buildSendToAllRequest, createWebPubSubClient } from "../../src/versions/2024-12-01.js";

const client = createWebPubSubClient("https://a.example", { key: "fake-key" });
const send = client.path("/api/hubs/{hub}/:send", "chat");
const text = { contentType: "text/plain", body: "x" } as const;

/** Wrong in the last place that is looked at: a list within objects. */
const deep = { contentType: "application/json", body: { a: { b: { c: [{ d: new Map() }] } } } } as const;

/** The lines of the stack of what something throws or rejects with, from the first on. */
async function stackOf(run: () => unknown): Promise<string[]> {
  const error: unknown = await (async () => run())().catch((thrown: unknown) => thrown);
  return (error as Error).stack?.split("\n    at ") ?? [];
}

describe("the stack of a wrong argument has the line of the caller in it:", () => {
  test.each<[what: string, call: () => unknown]>([
    ["in a path", () => client.path("/api/hubs/{hub}/users/{userId}", "1", "u").head()],
    ["in the query", () => send.post({ ...text, queryParameters: { messageTtlSeconds: "x" as never } })],
    ["in the headers", () => send.post({ ...text, headers: { "a b": "x" } })],
    ["in a body", () => send.post({ contentType: "application/json", body: new Map() })],
    ["deep in a body", () => send.post(deep)],
    ["in the path of a built request", () => buildSendToAllRequest("1", text)],
    ["deep in the body of a built request", () => buildSendToAllRequest("chat", deep)],
  ])("%s", async (_, call) => {
    const [message, ...frames] = await stackOf(call);
    expect(message).toMatch(/^TypeError: \w+: ".+" must be /);
    expect(frames.slice(0, 4).filter((frame) => frame.includes("callersLine.test.ts"))).not.toEqual([]);
  });
});

test("what a member of the options throws keeps its stack, and need be no error", async () => {
  const throwing = (thrown: unknown) => ({
    get contentType(): "text/plain" {
      throw thrown;
    },
    body: "x",
  });
  const own = new RangeError("its own");
  const { stack } = own;
  await expect(send.post(throwing(own))).rejects.toBe(own);
  expect(own.stack).toBe(stack);
  await expect(send.post(throwing(null))).rejects.toBe(null);
});
