import zlib from "node:zlib";
import * as fc from "fast-check";
import { anyBytes, anyText } from "../inputs.js";
import type { Property } from "../property.js";
import { attempt, check } from "../world.js";

/** The usual quality takes many times as long. */
const quick = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } };

const codings = {
  gzip: { pack: zlib.gzipSync, unpack: zlib.gunzipSync },
  deflate: { pack: zlib.deflateSync, unpack: zlib.inflateSync },
  br: { pack: (bytes: Buffer) => zlib.brotliCompressSync(bytes, quick), unpack: zlib.brotliDecompressSync },
} as const;

/** What becomes of packed bytes on their way. */
const harm = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: "none" as const }) },
  fc.record({ kind: fc.constant("cut" as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant("changed" as const), at: fc.double({ min: 0, max: 1, noNaN: true }), to: fc.nat(255) }),
  fc.record({ kind: fc.constant("longer" as const), bytes: anyBytes }),
  fc.record({ kind: fc.constant("junk" as const), bytes: anyBytes }),
);

type Harm = typeof harm extends fc.Arbitrary<infer T> ? T : never;

function harmed(bytes: Buffer, done: Harm): Buffer {
  switch (done.kind) {
    case "none":
      return bytes;
    case "cut":
      return bytes.subarray(0, Math.floor(bytes.length * done.at));
    case "changed": {
      const copy = Buffer.from(bytes);
      copy[Math.min(bytes.length - 1, Math.floor(bytes.length * done.at))] = done.to;
      return copy;
    }
    case "longer":
      return Buffer.concat([bytes, done.bytes]);
    case "junk":
      return Buffer.from(done.bytes);
  }
}

const packedAnswers: Property = {
  name: "packedAnswer",
  weight: 2,
  make: (world) =>
    fc.asyncProperty(
      fc.tuple(anyText, fc.constantFrom(1, 1, 2, 500)).map(([text, times]) => text.repeat(times)),
      fc.constantFrom(...(Object.keys(codings) as (keyof typeof codings)[])),
      harm,
      fc.constantFrom(200, 400),
      fc.boolean(),
      async (given, coding, done, status, isChunked) => {
        const text = JSON.stringify(given);
        const { pack, unpack } = codings[coding];
        const body = harmed(pack(Buffer.from(text)), done);
        // The same library at once tells what there is to be had.
        const { value: whole } = await attempt(() => unpack(body).toString());
        const headers = { "content-type": "application/json", "content-encoding": coding };
        const { end, arrived } = await world.observe(
          () => world.client.pathUnchecked("/x").get(),
          [{ status, headers, body, isChunked }],
        );
        check(arrived.length === 1, `${arrived.length} attempts`);
        if (end.error !== undefined) {
          const { code, message } = end.error as Error & { code?: string };
          check(typeof code === "string" && code !== "TIMEOUT", `no error of an answer, but ${code}: ${message}`);
          check(status === 200, `the status is lost: ${code}`);
          // What follows a packed text is nothing, or a mistake.
          check(done.kind !== "none", `a sound answer was refused: ${message}`);
          return;
        }
        check(end.value.status === String(status), `status ${end.value.status}`);
        // fetch takes what it could unpack for the whole, whatever is missing or follows.
        if (world.transport === "fetch" && done.kind !== "none") return;
        // The status of an error counts, whatever has come of its body.
        if (status === 400 && whole === undefined) return;
        check(whole !== undefined || body.length === 0, "what cannot be unpacked was taken for an answer");
        if (whole === undefined || (status === 400 && done.kind !== "none")) return;
        const { value: wanted } = await attempt(() => JSON.stringify(JSON.parse(whole)));
        check(JSON.stringify(end.value.body) === wanted, "another text came");
      },
    ),
};

export const codingProperties: readonly Property[] = [packedAnswers];
