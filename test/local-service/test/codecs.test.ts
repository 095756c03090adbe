import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { MalformedRequest } from "../src/websocket/clientRequest.js";
import { jsonCodec } from "../src/websocket/jsonCodec.js";
import { jsonMembers } from "../src/websocket/jsonMembers.js";
import { protobufCodec } from "../src/websocket/protobufCodec.js";
import { readFields, writeFields } from "../src/websocket/protobufFields.js";

describe.each([
  ["JSON", jsonCodec, fc.oneof(fc.json(), fc.string()).map((text) => Buffer.from(text))],
  [
    "JSON that looks like requests",
    jsonCodec,
    fc
      .record({
        type: fc.constantFrom("sendToGroup", "joinGroup", "event", "sequenceAck", "invoke", "cancelInvocation"),
        group: fc.jsonValue(),
        ackId: fc.jsonValue(),
        data: fc.jsonValue(),
        dataType: fc.constantFrom("json", "text", "binary", null, 1),
      })
      .map((frame) => Buffer.from(JSON.stringify(frame))),
  ],
  ["protobuf", protobufCodec, fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes))],
  [
    "protobuf that looks like requests",
    protobufCodec,
    fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.uint8Array({ maxLength: 50 }))
      .map(([field, bytes]) => Buffer.from(writeFields([field, bytes]))),
  ],
])("any frame of %s", (_, codec, frames) => {
  test("is a request or malformed, and nothing worse", () => {
    fc.assert(
      fc.property(frames, (frame) => {
        try {
          codec.decode(frame);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedRequest);
          // The reason of a close frame has at most 123 bytes (RFC 6455, section 5.5).
          expect(Buffer.byteLength((error as Error).message)).toBeLessThanOrEqual(123);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test("the members of a JSON object are what JSON.parse finds", () => {
  const spaces = fc.constantFrom<string | number | undefined>(undefined, 2, "\t", " \n\r\t");
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), spaces, (object, space) => {
      const text = ` ${JSON.stringify(object, undefined, space)}\n`;
      const found = [...jsonMembers(text)].map(([name, value]) => [name, JSON.parse(value)]);
      expect(found).toEqual(Object.entries(JSON.parse(text)));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ["{}", []],
  [" { } ", []],
  ['{"a":1,"a":2}', [["a", "2"]]],
  ['{"__proto__": {"x": [ 1 ]} }', [["__proto__", '{"x": [ 1 ]}']]],
  [
    '{"\\u0061":"\\"}","b":[{"c":"]"}]}',
    [
      ["a", '"\\"}"'],
      ["b", '[{"c":"]"}]'],
    ],
  ],
] as [string, [string, string][]][])("the members of %s are taken as they were written", (text, members) => {
  expect([...jsonMembers(text)]).toEqual(members);
});

test("fields of protobuf come back as they were written, the last of a number counting", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.integer({ min: 1, max: 20 }),
          fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.uint8Array({ maxLength: 50 })),
        ),
      ),
      (fields) => {
        const read = readFields(writeFields(...fields));
        expect(new Map([...read].map(([field, value]) => [field, comparable(value)]))).toEqual(
          new Map(fields.map(([field, value]) => [field, comparable(value)])),
        );
      },
    ),
  );
});

const comparable = (value: bigint | Uint8Array): string =>
  typeof value === "bigint" ? String(value) : Buffer.from(value).toString("hex");
