import * as fc from "fast-check";
import { anyNumber, anyStranger } from "../inputs.js";
import type { Property } from "../property.js";
import { attempt, check, checkRefused } from "../world.js";

const send = { contentType: "text/plain", body: "x" } as const;

const retryCounts: Property = {
  name: "maxRetries",
  make: (world) =>
    fc.asyncProperty(anyNumber, async (maxRetries) => {
      const isCount = Number.isInteger(maxRetries) && (maxRetries as number) >= 0;
      // Those that go on for long end by their time.
      const isLong = maxRetries === Number.POSITIVE_INFINITY || maxRetries === 1e300;
      const options = {
        retryOptions: { maxRetries, retryDelayInMs: 1, maxRetryDelayInMs: 2 } as never,
        timeoutInMs: isLong ? 30 : 10_000,
      };
      const { end, arrived } = await world.observe(
        () => world.clientWith(options).path("/api/hubs/{hub}/:send", "h").post(send),
        [{ status: 429, headers: { "retry-after": "0" } }],
      );
      if (isLong) {
        // With the last answer, where there would be no time for another attempt.
        check(end.error !== undefined || end.value.status === "429", "it came to another end");
        return;
      }
      if (end.error !== undefined) {
        checkRefused(end.error, /maxRetries/);
        check(!isCount && maxRetries !== undefined, "a number of retries was refused");
        return;
      }
      check(isCount || maxRetries === undefined, "it was taken for a number of retries");
      check(arrived.length === ((maxRetries as number | undefined) ?? 3) + 1, `${arrived.length} attempts`);
    }),
};

const retryDelays: Property = {
  name: "retryDelays",
  make: (world) =>
    fc.asyncProperty(anyNumber, fc.constantFrom("retryDelayInMs", "maxRetryDelayInMs"), async (value, name) => {
      const isDelay = value === undefined || (typeof value === "number" && value >= 0);
      const retryOptions = { maxRetries: 1, retryDelayInMs: 1, maxRetryDelayInMs: 2, [name]: value };
      const { end } = await world.observe(
        () =>
          world
            .clientWith({ retryOptions: retryOptions as never, timeoutInMs: 1500 })
            .path("/api/health")
            .head(),
        [{ status: 200 }],
      );
      if (end.error === undefined) {
        check(isDelay, "it was taken for a delay");
        return;
      }
      checkRefused(end.error, new RegExp(name));
      check(!isDelay, "a delay was refused");
    }),
};

const isEmptyObject = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  Object.getPrototypeOf(value) === Object.prototype &&
  Object.keys(value).length === 0;

const retryOptionKinds: Property = {
  name: "retryOptions",
  make: (world) =>
    fc.asyncProperty(anyStranger, fc.boolean(), async ({ make }, isWhole) => {
      const value = make();
      const options = isWhole ? { retryOptions: value } : { retryOptions: { retrySends: value } };
      const { error } = await attempt(() => world.clientWith(options as never));
      if (error !== undefined) {
        checkRefused(error, /retryOptions|retrySends|maxRetries|retryDelayInMs|maxRetryDelayInMs/);
        const isMeant = isWhole ? value === undefined || isEmptyObject(value) : typeof value === "boolean";
        check(!isMeant, "what can be meant was refused");
      } else if (isWhole)
        check(value === undefined || (typeof value === "object" && value !== null), "it was taken for options");
      else check(value === undefined || typeof value === "boolean", "it was taken for true or false");
    }),
};

const timeouts: Property = {
  name: "timeoutInMs",
  make: (world) =>
    fc.asyncProperty(anyNumber, fc.boolean(), async (timeoutInMs, isOfClient) => {
      const options = { timeoutInMs } as never;
      const { end, arrived } = await world.observe(() => {
        const client = world.clientWith(isOfClient ? options : {});
        return client.path("/api/hubs/{hub}/:send", "h").post(isOfClient ? send : ({ ...send, timeoutInMs } as never));
      });
      const isTime =
        timeoutInMs === undefined || timeoutInMs === null || (typeof timeoutInMs === "number" && timeoutInMs >= 0);
      const { code } = (end.error ?? {}) as { code?: string };
      // A few milliseconds may be too few.
      if (end.error === undefined || code === "TIMEOUT") check(isTime, "it was taken for a time");
      else {
        checkRefused(end.error, /timeoutInMs/);
        check(arrived.length === 0, "refused, and sent all the same");
        check(!isTime || timeoutInMs === null || timeoutInMs === 0, "a time was refused");
      }
    }),
};

const signals: Property = {
  name: "abortSignal",
  make: (world) =>
    fc.asyncProperty(anyStranger, async ({ make }) => {
      const abortSignal = make();
      const { end, arrived } = await world.observe(() =>
        world.client.path("/api/hubs/{hub}/:send", "h").post({ ...send, abortSignal } as never),
      );
      if (abortSignal === undefined) check(end.error === undefined, "a call without a signal was refused");
      else if (end.error !== undefined) {
        checkRefused(end.error, /^abortSignal$/);
        check(arrived.length === 0, "refused, and sent all the same");
      } else check(abortSignal === null, "it was taken for a signal");
    }),
};

const abortedSignals: Property = {
  name: "abortedSignal",
  make: (world) =>
    fc.asyncProperty(
      fc.oneof(
        anyStranger.map(({ make }) => make()),
        fc.constant(new Error("why")),
      ),
      fc.boolean(),
      async (reason, isStream) => {
        let opened = false;
        const open = (): ReadableStream<Uint8Array> => {
          opened = true;
          return new Blob(["x"]).stream();
        };
        const abortSignal = AbortSignal.abort(reason);
        const { end, arrived } = await world.observe(() =>
          world.client
            .path("/api/hubs/{hub}/:send", "h")
            .post({ contentType: "text/plain", body: isStream ? open : "x", abortSignal } as never),
        );
        check(end.error?.name === "AbortError", `not an AbortError, but ${end.error?.name}`);
        check(!opened && arrived.length === 0, "something was touched all the same");
        check(Object.is(end.error.cause, abortSignal.reason), "the reason is lost");
      },
    ),
};

/** Places of a call's options where an object is expected. */
const places: Property = {
  name: "optionPlaces",
  make: (world) =>
    fc.asyncProperty(
      anyStranger,
      fc.constantFrom("queryParameters", "headers", "contentType"),
      async ({ name, make }, place) => {
        const value = make();
        const { end, arrived } = await world.observe(() =>
          world.client.path("/api/hubs/{hub}/:send", "h").post({ ...send, [place]: value } as never),
        );
        if (end.error !== undefined) {
          // The caller's own code, which has failed.
          if (end.error.message === "a getter") return;
          checkRefused(end.error, new RegExp(`${place}|^self$`));
          check(arrived.length === 0, "refused, and sent all the same");
          check(value !== undefined || place === "contentType", "nothing was refused");
          return;
        }
        const isTaken =
          place === "headers" ? /object|Map|Headers|FormData|URLSearchParams|array|undefined/ : /object|undefined/;
        check(isTaken.test(name), `${name} was taken, and what it holds was not sent`);
      },
    ),
};

export const settingProperties: readonly Property[] = [
  retryCounts,
  retryDelays,
  retryOptionKinds,
  timeouts,
  signals,
  abortedSignals,
  places,
];
