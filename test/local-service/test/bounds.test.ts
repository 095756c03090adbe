import { describe, expect, test } from "@jest/globals";
import { SigningKey, signingKey } from "../src/auth/keys.js";
import { Budget } from "../src/websocket/budget.js";
import { SharedBytes } from "../src/websocket/frame.js";
import type { Frame } from "../src/websocket/frame.js";
import { FrameQueue } from "../src/websocket/frameQueue.js";
import { openFeed } from "./pageSupport.js";
import { connect, service } from "./support.js";

describe("of messages for clients that do not read", () => {
  /** A frame that says how large it is; there is nothing in it. */
  const frame = (size: number): Frame => ({ chunks: [], size, bytes: new SharedBytes(size) });

  test("256 MiB are kept for all clients together, and not a byte more", () => {
    const budget = new Budget();
    const givenUp: string[] = [];
    const holder = (name: string, heldBytes: number) => ({ heldBytes, giveUp: () => void givenUp.push(name) });
    for (const one of [holder("small", 1), holder("large", 2), holder("smaller", 0)]) budget.add(one);
    budget.hold(frame(268_435_456));
    budget.enforce();
    expect([budget.bytes, givenUp]).toEqual([268_435_456, []]);
    budget.hold(frame(1));
    budget.enforce();
    // None of them lets go of anything, so that each is asked in turn, and once.
    expect(givenUp).toEqual(["large", "small", "smaller"]);
  });

  test("those that were given up are asked no more, and those that are left are", () => {
    const budget = new Budget(10);
    const whole = frame(20);
    const givenUp: string[] = [];
    const first = { heldBytes: 2, giveUp: () => (givenUp.push("first"), budget.release(whole)) };
    budget.add(first);
    budget.add({ heldBytes: 1, giveUp: () => void givenUp.push("second") });
    budget.hold(whole);
    budget.enforce();
    expect([budget.bytes, givenUp]).toEqual([0, ["first"]]);
    budget.hold(whole);
    budget.enforce();
    expect(givenUp).toEqual(["first", "second"]);
  });
});

describe("of a client whose event is being handled", () => {
  /** A queue that is busy, its socket, and what ends the event. */
  async function busy() {
    const calls: string[] = [];
    const socket = { pause: () => void calls.push("pause"), resume: () => void calls.push("resume") };
    const queue = new FrameQueue();
    let end = (): void => undefined;
    const handled = new Promise<void>((resolve) => (end = resolve));
    const push = (length: number, receive: () => void | Promise<void> = () => undefined): void =>
      queue.push(socket as never, new Uint8Array(length), receive);
    push(1, () => handled);
    return { calls, push, end, queue };
  }

  test.each([
    ["1,000 frames", 1000, 1],
    ["1 MiB", 16, 65_536],
  ])("%s wait; then its socket is read no further until there is room", async (_, count, length) => {
    const { calls, push, end } = await busy();
    for (let index = 0; index < count; index += 1) push(length);
    expect(calls).toEqual([]);
    push(1);
    push(1);
    expect(calls).toEqual(["pause"]);
    end();
    await new Promise(setImmediate);
    expect(calls).toEqual(["pause", "resume"]);
  });

  test("nothing waits any more once it is gone", async () => {
    const { calls, push, queue } = await busy();
    for (let index = 0; index <= 1000; index += 1) push(1);
    queue.clear();
    expect(calls).toEqual(["pause", "resume"]);
  });
});

describe("of tokens whose signature has been found good", () => {
  const claims = { aud: "http://localhost" };

  test("500 are remembered for a key, the latest ones", () => {
    const key = new SigningKey("fake-key");
    for (let index = 0; index < 500; index += 1) key.note(`token ${index}`, claims);
    expect(key.known("token 0")).toBe(claims);
    key.note("token 500", claims);
    expect([key.known("token 0"), key.known("token 1"), key.known("token 500")]).toEqual([undefined, claims, claims]);
  });

  test("none of more than 4,096 characters is", () => {
    const key = new SigningKey("fake-key");
    for (const length of [4096, 4097]) key.note("x".repeat(length), claims);
    expect([key.known("x".repeat(4096)), key.known("x".repeat(4097))]).toEqual([claims, undefined]);
  });

  test("those of 16 keys are, the latest ones", () => {
    const keys = Array.from({ length: 17 }, (_, index) => `fake-key-of-the-bounds-${index}`);
    const first = signingKey(keys[0] as string);
    for (const key of keys.slice(0, 16)) signingKey(key);
    expect(signingKey(keys[0] as string)).toBe(first);
    signingKey(keys[16] as string);
    expect(signingKey(keys[0] as string)).not.toBe(first);
  });
});

test("of what the status page tells, a hundred entries are kept, the latest ones", async () => {
  const local = await service();
  const client = await connect(local);
  for (const count of [150, 300]) {
    for (let ackId = count === 150 ? 1 : 151; ackId <= count; ackId += 1)
      await client.ask({ type: "event", event: "e", data: 1, ackId });
    const { frames } = await openFeed(local);
    expect(frames[0]?.activity?.map(({ number }) => number)).toEqual(
      Array.from({ length: 100 }, (_, index) => count - 99 + index),
    );
  }
});
