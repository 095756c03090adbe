import { Readable } from "node:stream";
import { ReadableStream as WebStream } from "node:stream/web";
import * as fc from "fast-check";
import { anyText, foreignBytes, isWellFormed } from "../inputs.js";
import type { Property } from "../property.js";
import { check, checkRefused } from "../world.js";
import type { World } from "../world.js";

type Chunk = string | Uint8Array;

/** How the chunks of a text or of bytes are handed over. */
type Opener = (chunks: readonly Chunk[]) => unknown;

const openers: Readonly<Record<string, Opener>> = {
  "a web stream": (chunks) =>
    new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    }),
  "a web stream that is pulled": (chunks) => {
    const rest = [...chunks];
    return new ReadableStream({
      async pull(controller) {
        await Promise.resolve();
        const chunk = rest.shift();
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
    });
  },
  "a Node stream": (chunks) => Readable.from([...chunks]),
  "a Node stream of bytes": (chunks) => Readable.from([...chunks], { objectMode: false }),
  "a function": (chunks) => () => Readable.from([...chunks]),
  "an async iterable": async function* iterate(chunks) {
    yield* chunks;
  },
};

/** Sends a stream as text or as bytes. */
const send = (world: World, contentType: string, body: unknown) =>
  world.observe(() => world.client.path("/api/hubs/{hub}/:send", "h").post({ contentType, body } as never));

/** Where a sequence is cut into chunks. */
const cuts = fc.array(fc.nat({ max: 20 }), { maxLength: 10 });

function cutUp<T extends Chunk>(whole: T, lengths: readonly number[]): T[] {
  const parts: T[] = [];
  let at = 0;
  for (const length of lengths) {
    parts.push(whole.slice(at, at + length) as T);
    at += length;
  }
  return [...parts, whole.slice(at) as T];
}

const textStreams: Property = {
  name: "textStream",
  weight: 2,
  make: (world) =>
    fc.asyncProperty(anyText, cuts, fc.constantFrom(...Object.keys(openers)), async (text, lengths, opener) => {
      // Node itself makes bytes of texts in such a stream, and ends one of objects at an empty text.
      const chunks = cutUp(text, lengths).filter((chunk) => chunk !== "");
      if (opener === "a Node stream of bytes" && !chunks.every((chunk) => isWellFormed(chunk))) return;
      const { end, arrived } = await send(world, "text/plain", openers[opener]?.(chunks));
      if (end.error !== undefined) {
        check(!isWellFormed(text), `a stream of text failed: ${end.error.message}`);
        checkRefused(end.error, /^body$/);
        return;
      }
      check(
        arrived[0]?.body.equals(Buffer.from(text)) === true,
        `another text arrived: ${arrived[0]?.body.toString()}`,
      );
    }),
};

const byteStreams: Property = {
  name: "byteStream",
  weight: 2,
  make: (world) =>
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 200 }),
      cuts,
      fc.constantFrom(...Object.keys(openers)),
      fc.constantFrom("own", "foreign", "buffer"),
      async (whole, lengths, opener, realm) => {
        const make = {
          own: (part: Uint8Array) => part,
          foreign: foreignBytes,
          buffer: (part: Uint8Array) => Buffer.from(part),
        }[realm];
        // Node's streams of bytes look at the realm themselves.
        if (realm === "foreign" && opener === "a Node stream of bytes") return;
        const chunks = cutUp(whole, lengths).map((part) => make(part));
        const { end, arrived } = await send(world, "application/octet-stream", openers[opener]?.(chunks));
        if (end.error !== undefined) throw end.error;
        check(arrived[0]?.body.equals(whole) === true, "other bytes arrived");
      },
    ),
};

const reusedBuffers: Property = {
  name: "reusedBuffer",
  make: (world) =>
    fc.asyncProperty(
      fc.array(fc.uint8Array({ minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      async (parts) => {
        async function* refill(): AsyncGenerator<Uint8Array> {
          const buffer = new Uint8Array(4);
          for (const part of parts) {
            buffer.set(part);
            yield buffer;
          }
        }
        const { end, arrived } = await send(world, "application/octet-stream", WebStream.from(refill()));
        if (end.error !== undefined) throw end.error;
        check(arrived[0]?.body.equals(Buffer.concat(parts)) === true, "other bytes arrived");
      },
    ),
};

/** Ways of having used a stream before it is sent. */
const uses: Readonly<Record<string, (stream: ReadableStream<Uint8Array>) => Promise<unknown>>> = {
  "read in part": async (stream) => {
    const reader = stream.getReader();
    await reader.read();
    reader.releaseLock();
  },
  "read to its end": async (stream) => {
    const reader = stream.getReader();
    while (!(await reader.read()).done);
    reader.releaseLock();
  },
  cancelled: (stream) => stream.cancel(),
  locked: async (stream) => stream.getReader(),
  piped: async (stream) => stream.tee(),
};

const usedStreams: Property = {
  name: "usedStream",
  make: (world) =>
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 20 }),
      cuts,
      fc.constantFrom(...Object.keys(uses)),
      fc.boolean(),
      async (whole, lengths, use, isNode) => {
        const chunks = cutUp(whole, lengths).filter(({ length }) => length > 0);
        let body: unknown;
        if (isNode) {
          const readable = Readable.from(chunks);
          const chunksOf = readable[Symbol.asyncIterator]();
          while (!(await chunksOf.next()).done) if (use === "read in part") break;
          body = readable;
        } else {
          const stream = openers["a web stream"]?.(chunks) as ReadableStream<Uint8Array>;
          await uses[use]?.(stream);
          body = stream;
        }
        const { end, arrived } = await send(world, "application/octet-stream", body);
        check(end.error !== undefined && arrived.length === 0, "a stream that had been used was sent");
        checkRefused(end.error, /^body$/);
      },
    ),
};

/** Things that no stream of bytes or text yields. */
const oddChunk = fc.constantFrom<[string, unknown]>(
  ["a number", 7],
  ["an object", {}],
  ["null", null],
  ["an array", [1]],
  ["true", true],
);

const oddStreams: Property = {
  name: "oddStream",
  make: (world) =>
    fc.asyncProperty(oddChunk, fc.boolean(), async ([name, chunk], fails) => {
      const error = new Error("the source has failed");
      async function* source(): AsyncGenerator<unknown> {
        yield new Uint8Array([1]);
        if (fails) throw error;
        yield chunk;
      }
      // Node's own streams take null for their end.
      const body = name === "null" || fails ? source() : WebStream.from(source());
      const { end, arrived } = await send(world, "application/octet-stream", body);
      check(end.error !== undefined && arrived.length === 0, "half of a stream was sent");
      if (fails)
        check(end.error === error || end.error.cause === error, `the source's own error is lost: ${end.error.message}`);
      else checkRefused(end.error, /^body$/);
    }),
};

export const streamProperties: readonly Property[] = [textStreams, byteStreams, reusedBuffers, usedStreams, oddStreams];
