import { getEventListeners } from "node:events";
import { setImmediate as turn } from "node:timers/promises";
import * as fc from "fast-check";
import type { WebPubSubClient } from "web-pubsub-rest/2024-12-01";
import { anyStranger } from "../inputs.js";
import type { Property } from "../property.js";
import { check, comesTrue, showsSecret } from "../world.js";

type Answer = { readonly status: string };
type Road = "path" | "pathUnchecked" | "sendRequest";
interface Settings {
  readonly abortSignal?: AbortSignal;
}

const road = fc.constantFrom<Road>("path", "pathUnchecked", "sendRequest");

/** Sends a message by one of the roads. */
function sendBy(client: WebPubSubClient, by: Road, settings: Settings = {}): PromiseLike<Answer> {
  const options = { contentType: "text/plain", body: "x", ...settings } as const;
  const url = "/api/hubs/h/:send";
  const headers = { "content-type": "text/plain" };
  switch (by) {
    case "path":
      return client.path("/api/hubs/{hub}/:send", "h").post(options);
    case "pathUnchecked":
      return client.pathUnchecked(url).post(options);
    case "sendRequest":
      return client.sendRequest({ method: "POST", url, headers, body: "x" }, settings);
  }
}

/** Ways to wait for a call so many times. */
const waits = {
  "one after the other": async (call: PromiseLike<Answer>, times: number) => {
    const answers: Answer[] = [];
    for (let time = 0; time < times; time += 1) answers.push(await call);
    return answers;
  },
  together: (call: PromiseLike<Answer>, times: number) => Promise.all(Array.from({ length: times }, () => call)),
  "by then": (call: PromiseLike<Answer>, times: number) =>
    Promise.all(
      Array.from({ length: times }, () => new Promise<Answer>((resolve, reject) => void call.then(resolve, reject))),
    ),
  "by finally": (call: PromiseLike<Answer>, times: number) =>
    Promise.all(Array.from({ length: times }, () => Promise.resolve(call).finally(() => undefined))),
};

const awaited: Property = {
  name: "awaitedCall",
  make: (world) =>
    fc.asyncProperty(
      road,
      fc.nat({ max: 3 }),
      fc.constantFrom(...(Object.keys(waits) as (keyof typeof waits)[])),
      async (by, times, way) => {
        const { end, arrived } = await world.observe(() => waits[way](sendBy(world.client, by), times));
        if (end.error !== undefined) throw end.error;
        check(await comesTrue(() => arrived.length > 0), "it was not sent");
        // For one that comes later.
        await turn();
        check(arrived.length === 1, `it was sent ${arrived.length} times`);
        check(new Set(end.value).size === Math.min(1, times), "one call has several answers");
      },
    ),
};

/** When a signal fires: before the calls, so many turns of the event loop after them, when all have ended, or never. */
const moment = fc.oneof(fc.constantFrom("before", "after", "never"), {
  weight: 4,
  arbitrary: fc.nat({ max: 15 }),
}) as fc.Arbitrary<"before" | "after" | "never" | number>;

/** What came of a call; a call that ends twice has two. */
interface End {
  readonly status?: string;
  readonly error?: Error;
}

const signals: Property = {
  name: "sharedSignal",
  make: (world) =>
    fc.asyncProperty(
      fc.array(road, { minLength: 1, maxLength: 6 }),
      moment,
      fc.oneof(
        anyStranger.map(({ make }) => make()),
        fc.constant(new Error("why")),
        fc.constant(Object.assign(new Error("enough"), { name: "AbortError" })),
      ),
      fc.boolean(),
      async (roads, when, reason, isRepeated) => {
        const controller = new AbortController();
        const { signal } = controller;
        const ends: End[][] = roads.map(() => []);
        let settledBefore: End[] | undefined;
        const abort = (): void => {
          settledBefore = ends.map(([end]) => end ?? {});
          controller.abort(reason);
        };
        const { end, arrived } = await world.observe(
          async () => {
            if (when === "before") abort();
            roads.forEach((by, index) => {
              const call = sendBy(world.client, by, { abortSignal: signal });
              call.then(
                ({ status }) => ends[index]?.push({ status }),
                (error: Error) => ends[index]?.push({ error }),
              );
            });
            if (typeof when === "number") {
              for (let turns = 0; turns < when; turns += 1) await turn();
              abort();
            }
            check(await comesTrue(() => ends.every(({ length }) => length > 0)), "a call never ended");
            if (when === "after") abort();
            await turn();
          },
          isRepeated ? [{ status: 429, headers: { "retry-after": "0" } }, { status: 202 }] : [],
        );
        if (end.error !== undefined) throw end.error;
        ends.forEach((all, index) => {
          check(all.length === 1, `a call ended ${all.length} times`);
          const { error, status } = all[0] as End;
          const { status: statusBefore } = settledBefore?.[index] ?? {};
          check(statusBefore === undefined || statusBefore === status, "a call that had ended came to another end");
          if (error === undefined) {
            check(when !== "before", "a call was answered whose signal had fired");
            check(status === "202", `status ${status}`);
            return;
          }
          check(error.name === "AbortError", `not an AbortError, but ${error.name}: ${error.message}`);
          check(signal.aborted && when !== "after", "it says that it was aborted, and was not");
          check(Object.is(error.cause, signal.reason), "the reason is lost");
          check(!showsSecret(error), "the error shows a key or a token");
        });
        check(when !== "before" || arrived.length === 0, "aborted, and sent all the same");
        check(getEventListeners(signal, "abort").length === 0, "a listener stays on the signal");
      },
    ),
};

export const callProperties: readonly Property[] = [awaited, signals];
