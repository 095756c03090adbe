import { inspect } from "node:util";
import {
  RestError as CoreRestError,
  createHttpHeaders,
  createPipelineRequest,
  isRestError as coreIsRestError,
} from "@azure/core-rest-pipeline";
import type { HttpHeaders } from "@azure/core-rest-pipeline";
import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { HeaderMap } from "../runtime/httpHeaders.js";
import { printable } from "../runtime/printable.js";
import { requestIds } from "../runtime/requestId.js";
import { RestError, isRestError } from "../runtime/restError.js";

/** Opens nothing. */
const fakeKey = "fake-key-0123456789";

const header = fc.constantFrom("Accept", "accept", "X-Id", "x-id", "constructor", "ETag");
const change = fc.oneof(
  fc.record({ name: header, value: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(" a\r\n b ")) }),
  fc.record({ name: header }),
);

/** What headers look like after some changes. */
function apply(headers: HttpHeaders, changes: readonly { name: string; value?: string | number | boolean }[]): unknown {
  for (const { name, value } of changes) {
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
  }
  return {
    json: headers.toJSON(),
    given: headers.toJSON({ preserveCase: true }),
    list: [...headers],
    text: String(headers),
    found: ["ACCEPT", "x-id", "etag"].map((name) => [headers.has(name), headers.get(name)]),
  };
}

describe("headers", () => {
  test("do what those of the core library do", () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        expect(apply(new HeaderMap(), changes)).toEqual(apply(createHttpHeaders(), changes));
      }),
    );
    const raw = { A: "1", b: 2 };
    expect(new HeaderMap(raw).toJSON({ preserveCase: true })).toEqual(
      createHttpHeaders(raw).toJSON({ preserveCase: true }),
    );
  });

  test("keep one named __proto__, which the core library loses", () => {
    const headers = new HeaderMap(JSON.parse('{ "__proto__": "a", "X-Id": "b" }') as Record<string, string>);
    expect([headers.has("__proto__"), headers.get("__PROTO__"), headers.has("toString")]).toEqual([true, "a", false]);
    for (const preserveCase of [true, false])
      expect(JSON.stringify(headers.toJSON({ preserveCase }))).toContain("__proto__");
    headers.delete("__proto__");
    expect([...headers]).toEqual([["X-Id", "b"]]);
  });
});

describe("the error of a failed call", () => {
  const request = createPipelineRequest({
    url: "https://a.example/api?api-version=1&reason=private",
    headers: createHttpHeaders({ authorization: `Bearer ${fakeKey}`, accept: "application/json" }),
    body: "private",
  });
  const options = { code: "ECONNRESET", statusCode: 500, request };
  const ours = new RestError("It broke.", options);
  const theirs = new CoreRestError("It broke.", options);

  test("is one for the core library's test, and the core library's is one here", () => {
    expect([ours, theirs].map(isRestError)).toEqual([true, true]);
    expect([ours, theirs].map(coreIsRestError)).toEqual([true, true]);
    expect([ours instanceof RestError, theirs instanceof RestError, new Error("x") instanceof RestError]).toEqual([
      true,
      true,
      false,
    ]);
    expect([undefined, null, "RestError", { name: "RestError" }].map(isRestError)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test("has the same members", () => {
    for (const name of ["name", "message", "code", "statusCode", "request", "response"] as const) {
      expect(ours[name]).toBe(theirs[name]);
    }
    expect(JSON.parse(JSON.stringify(ours))).toEqual(JSON.parse(JSON.stringify(theirs)));
    expect([RestError.PARSE_ERROR, RestError.REQUEST_SEND_ERROR]).toEqual([
      CoreRestError.PARSE_ERROR,
      CoreRestError.REQUEST_SEND_ERROR,
    ]);
  });

  test("prints its request without what is private", () => {
    const text = inspect(ours);
    expect(text).toContain("It broke.");
    expect(text).toContain('"authorization": "REDACTED"');
    expect(text).toContain('"accept": "application/json"');
    expect(text).toContain("api-version=1&reason=REDACTED");
    expect(text).not.toContain(fakeKey);
    expect(text).not.toContain("private");
  });
});

describe("what is printed of a request", () => {
  test("names what the caller allows", () => {
    const headers = new HeaderMap({
      "X-Own": "1",
      Cookie: "2",
      "If-None-Match": "3",
      "Access-Control-Allow-Origin": "4",
    });
    const text = printable(
      { url: "https://a.example/?Own=1&other=2&api-version=3", headers },
      { headers: ["x-own"], queryParameters: ["own"] },
    );
    expect(JSON.parse(text)).toEqual({
      url: "https://a.example/?Own=1&other=REDACTED&api-version=3",
      headers: { "x-own": "1", cookie: "REDACTED", "if-none-match": "3", "access-control-allow-origin": "4" },
    });
  });

  test("may hold itself, and errors", () => {
    const value: Record<string, unknown> = { error: new TypeError("wrong") };
    value["self"] = value;
    expect(JSON.parse(printable(value))).toEqual({
      error: { name: "TypeError", message: "wrong" },
      self: "[Circular]",
    });
  });
});

describe("a request's id", () => {
  test.each(["with", "without"])("is a UUID %s the platform's own", (how) => {
    const { crypto } = globalThis;
    if (how === "without") Object.defineProperty(globalThis, "crypto", { value: undefined, configurable: true });
    try {
      const [first, second] = [requestIds(), requestIds()];
      const ids = Array.from({ length: 100 }, () => [first(), second()]).flat();
      expect(new Set(ids).size).toBe(200);
      for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    } finally {
      Object.defineProperty(globalThis, "crypto", { value: crypto, configurable: true });
    }
  });
});
