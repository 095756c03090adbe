import { Readable } from "node:stream";
import * as fc from "fast-check";
import { anyStranger } from "../inputs.js";
import type { Property } from "../property.js";
import { check } from "../world.js";

/** Ways to hand over bytes. */
const forms = {
  bytes: (bytes: Uint8Array) => bytes,
  stream: (bytes: Uint8Array) => () => Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]),
  blob: (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]),
};

const callbacks: Property = {
  name: "progress",
  make: (world) =>
    fc.asyncProperty(
      fc.constantFrom("onUploadProgress", "onDownloadProgress"),
      fc.oneof(
        { weight: 3, arbitrary: fc.uint8Array({ maxLength: 20 }) },
        // In several chunks.
        fc.integer({ min: 70_000, max: 150_000 }).map((length) => new Uint8Array(length)),
      ),
      fc.constantFrom(...(Object.keys(forms) as (keyof typeof forms)[])),
      fc.option(
        fc.oneof(
          anyStranger,
          fc.constant({ name: "an Error with a code of Node.js", make: () => withCode("ECONNRESET") }),
          fc.constant({ name: "an AbortError", make: () => Object.assign(new Error("why"), { name: "AbortError" }) }),
        ),
        { nil: undefined },
      ),
      fc.nat({ max: 1 }),
      async (name, bytes, form, thrown, which) => {
        const reports: number[] = [];
        const value = thrown?.make();
        let hasThrown = false;
        const report = ({ loadedBytes }: { loadedBytes: number }): void => {
          check(!hasThrown, "it was called again after it had failed");
          reports.push(loadedBytes);
          if (thrown === undefined || reports.length <= which) return;
          hasThrown = true;
          throw value;
        };
        const client = world.clientWith({ retryOptions: { retrySends: true, retryDelayInMs: 1 }, timeoutInMs: 2000 });
        const isUpload = name === "onUploadProgress";
        const options = {
          contentType: "application/octet-stream",
          body: forms[form](isUpload ? bytes : new Uint8Array(1)),
          [name]: report,
        };
        const { end, arrived } = await world.observe(async () => {
          try {
            await client.path("/api/hubs/{hub}/:send", "h").post(options as never);
            return { isRejected: false };
          } catch (error) {
            return { isRejected: true, error };
          }
        }, [{ status: 202, ...(!isUpload && { body: bytes, headers: { "content-type": "text/plain" } }) }]);
        if (end.error !== undefined) throw end.error;
        const { isRejected, error } = end.value;
        check(arrived.length <= 1, `${arrived.length} attempts`);
        check(
          reports.every((loaded, at) => loaded >= (reports[at - 1] ?? 0) && loaded <= bytes.length),
          `the counts were ${reports.join(", ")} of ${bytes.length}`,
        );
        if (hasThrown) {
          const { cause } = (error ?? {}) as { cause?: unknown };
          const isObject = typeof value === "object" && value !== null;
          check(isRejected, "the call was answered although its callback had failed");
          check(
            Object.is(error, value) || (!isObject && Object.is(cause, value)),
            `rejected with something else than ${thrown?.name}`,
          );
          return;
        }
        if (isRejected) throw error;
        check(bytes.length === 0 || reports.at(-1) === bytes.length, `the last count was ${reports.at(-1)}`);
      },
    ),
};

const withCode = (code: string): Error => Object.assign(new Error("why"), { code });

export const progressProperties: readonly Property[] = [callbacks];
