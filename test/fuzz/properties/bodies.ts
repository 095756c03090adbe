import * as fc from "fast-check";
import { anyBytes, anyStranger, anyText, foreignBytes, isWellFormed } from "../inputs.js";
import type { Property } from "../property.js";
import { check, checkRefused } from "../world.js";
import type { World } from "../world.js";

const hub = "/api/hubs/{hub}/:send";

/** Sends a body of any kind, and gives back what came of it. */
const send = (world: World, contentType: string, body: unknown) =>
  world.observe(() => world.client.path(hub, "h").post({ contentType, body } as never));

/** Kinds of objects that JSON would write as `{}`, or otherwise without what they hold. */
const losesContent =
  /^\[object (?:Map|Set|WeakMap|WeakSet|Error|RegExp|URLSearchParams|FormData|Headers|DataView|Int16Array|Float64Array|Generator|Promise|Function)\]$/;

const jsonValues: Property = {
  name: "jsonBody",
  weight: 3,
  make: (world) =>
    fc.asyncProperty(
      fc.oneof(fc.jsonValue(), fc.anything({ withDate: true, withNullPrototype: true, withSparseArray: true })),
      async (value) => {
        const { end, arrived } = await send(world, "application/json", value);
        if (end.error !== undefined) {
          checkRefused(end.error, /^body$/);
          check(arrived.length === 0, "refused, and sent all the same");
          let text: string | undefined;
          try {
            text = JSON.stringify(value);
          } catch {
            return;
          }
          check(text === undefined, "JSON can write it, and it was refused");
          return;
        }
        check(arrived[0]?.body.toString() === JSON.stringify(value), "another value arrived");
        await world.checkSigned(arrived[0]);
      },
    ),
};

/** The names of those strangers that are ordinary bodies of a content type. */
const ordinary = {
  "application/json": /^(?:null|true|an? (?:empty )?(?:number|text|object|array))$/,
  "text/plain": /^an? (?:empty )?text$/,
  "application/octet-stream": /^$/,
} as const;

const strangeJson: Property = {
  name: "strangeBody",
  make: (world) =>
    fc.asyncProperty(
      anyStranger,
      fc.constantFrom(...(Object.keys(ordinary) as (keyof typeof ordinary)[])),
      async ({ name, make }, contentType) => {
        const value = make();
        const { end, arrived } = await send(world, contentType, value);
        if (end.error !== undefined) {
          checkRefused(end.error, /^body$/);
          check(arrived.length === 0, "refused, and sent all the same");
          check(!ordinary[contentType].test(name), `${name} was refused`);
          return;
        }
        const text = arrived[0]?.body.toString();
        if (contentType !== "application/json") {
          if (typeof value === "string") check(text === value, "another text arrived");
          else
            check(
              ArrayBuffer.isView(value) &&
                arrived[0]?.body.equals(Buffer.from(value.buffer, value.byteOffset, value.byteLength)) === true,
              "something arrived that is not what was given",
            );
          return;
        }
        check(!losesContent.test(Object.prototype.toString.call(value)), `it holds something, and arrived as ${text}`);
        const wanted = typeof value === "bigint" ? String(value) : JSON.stringify(value);
        check(text === wanted, `it arrived as ${text}`);
      },
    ),
};

/** Charsets that are UTF-8 under any name, and others. */
const charset = fc.constantFrom(
  "",
  "; charset=utf-8",
  ";charset=UTF-8",
  '; charset="utf-8"',
  "; charset=us-ascii",
  "; charset=iso-8859-1",
  "; charset=utf-16",
  "; other=1",
);

const texts: Property = {
  name: "textBody",
  weight: 2,
  make: (world) =>
    fc.asyncProperty(anyText, charset, async (text, parameter) => {
      const { end, arrived } = await send(world, `text/plain${parameter}`, text);
      if (end.error !== undefined) {
        checkRefused(end.error, /^(?:contentType|body)$/);
        const isPlain = isWellFormed(text) && !/us-ascii|iso-8859-1|utf-16/.test(parameter);
        check(!isPlain, "a text that can be sent was refused");
        return;
      }
      const expected = parameter.includes("utf-16")
        ? Buffer.from(text, "utf16le")
        : Buffer.from(text, parameter.includes("iso-8859-1") ? "latin1" : "utf8");
      check(arrived[0]?.body.equals(expected) === true, "other bytes arrived");
    }),
};

type Form = (bytes: Uint8Array) => unknown;
const forms: Readonly<Record<string, Form>> = {
  Uint8Array: (bytes) => new Uint8Array(bytes),
  Buffer: (bytes) => Buffer.from(bytes),
  "a part of a larger buffer": (bytes) => new Uint8Array([1, 2, ...bytes, 3]).subarray(2, 2 + bytes.length),
  ArrayBuffer: (bytes) => new Uint8Array(bytes).buffer,
  Blob: (bytes) => new Blob([new Uint8Array(bytes)]),
  File: (bytes) => new File([new Uint8Array(bytes)], "a"),
  "bytes of another realm": foreignBytes,
  "a buffer of another realm": (bytes) => foreignBytes(bytes).buffer,
};

const bytes: Property = {
  name: "bytesBody",
  weight: 2,
  make: (world) =>
    fc.asyncProperty(
      anyBytes,
      fc.constantFrom(...Object.keys(forms)),
      fc.constantFrom("application/octet-stream", "application/json"),
      fc.boolean(),
      async (given, form, contentType, changes) => {
        const body = forms[form]?.(given);
        const { end, arrived } = await world.observe(() => {
          const call = world.client.path(hub, "h").post({ contentType, body } as never);
          // The owner uses the bytes for something else.
          if (changes && ArrayBuffer.isView(body)) (body as Uint8Array).fill(0xee);
          return call;
        });
        if (end.error !== undefined) throw end.error;
        check(arrived[0]?.body.equals(given) === true, "other bytes arrived");
        check(arrived[0]?.header("content-type") === contentType, "another content type arrived");
      },
    ),
};

export const bodyProperties: readonly Property[] = [jsonValues, strangeJson, texts, bytes];
