import * as fc from "fast-check";
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import { anyNumber } from "../inputs.js";
import type { Property } from "../property.js";
import { check, checkRefused, comesTrue } from "../world.js";

const send = { contentType: "text/plain", body: "x" } as const;

/** How many calls are made at a time where connections are counted. */
const together = 6;

const bounds: Property = {
  name: "bounds",
  make: (world) =>
    fc.asyncProperty(
      anyNumber,
      fc.constantFrom("maxConnections", "idleTimeoutInMs", "maxResponseBytes"),
      async (value, name) => {
        const { end, arrived, atOnce } = await world.observe(() => {
          const client = world.clientWith({ timeoutInMs: 10_000, [name]: value } as never);
          const calls = Array.from({ length: name === "maxConnections" ? together : 1 }, () =>
            client.path("/api/hubs/{hub}/:send", "h").post(send),
          );
          return Promise.all(calls);
        });
        const isBound =
          value === undefined ||
          (typeof value === "number" &&
            value >= 1 &&
            (name !== "maxConnections" || value === Infinity || Number.isInteger(value)));
        if (end.error !== undefined) {
          checkRefused(end.error, new RegExp(`^${name}$`));
          check(arrived.length === 0, "refused, and sent all the same");
          check(!isBound, "a bound was refused");
          return;
        }
        check(isBound, "it was taken for a bound");
        if (name === "maxConnections") {
          const connections = new Set(arrived.map(({ socket }) => socket)).size;
          check(arrived.length === together, `${arrived.length} requests arrived`);
          // fetch does not say which connections it takes; calls are what is bounded there.
          const used = world.transport === "fetch" ? atOnce : connections;
          check(used <= Number(value ?? 50), `${used} connections`);
        }
        if (world.transport !== "fetch" && name === "idleTimeoutInMs" && typeof value === "number" && value < 100)
          check(await comesTrue(() => arrived[0]?.socket.destroyed === true), "an idle connection stays open");
      },
    ),
};

const codings = {
  none: (bytes: Buffer) => bytes,
  gzip: (bytes: Buffer) => gzipSync(bytes),
  deflate: (bytes: Buffer) => deflateSync(bytes),
  // The usual quality takes many times as long.
  br: (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
};

const sizes: Property = {
  name: "answerSize",
  make: (world) =>
    fc.asyncProperty(
      fc.integer({ min: 2, max: 3000 }),
      fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3000, max: 6000 })),
      fc.constantFrom(...(Object.keys(codings) as (keyof typeof codings)[])),
      fc.constantFrom(200, 400),
      fc.boolean(),
      async (maxResponseBytes, more, coding, status, isChunked) => {
        // With its quotes.
        const length = Math.max(2, maxResponseBytes + more);
        const text = JSON.stringify("y".repeat(length - 2));
        const headers = {
          "content-type": "application/json",
          ...(coding !== "none" && { "content-encoding": coding }),
        };
        const { end, arrived } = await world.observe(
          () => world.clientWith({ maxResponseBytes, timeoutInMs: 10_000 }).pathUnchecked("/x").get(),
          [{ status, headers, body: codings[coding](Buffer.from(text)), isChunked }],
        );
        check(arrived.length === 1, `${arrived.length} attempts`);
        if (end.error !== undefined) {
          const { code, statusCode } = end.error as Error & { code?: string; statusCode?: number };
          check(code === "RESPONSE_TOO_LARGE", `not RESPONSE_TOO_LARGE, but ${code}: ${end.error.message}`);
          check(statusCode === status, `the error has status ${statusCode}`);
          check(length > maxResponseBytes, `an answer of ${length} bytes was refused`);
          return;
        }
        check(length <= maxResponseBytes, `an answer of ${length} bytes was taken`);
        check(end.value.status === String(status), `status ${end.value.status}`);
        check(JSON.stringify(end.value.body) === text, "another answer came");
      },
    ),
};

export const boundProperties: readonly Property[] = [bounds, sizes];
