import { describe, expect, test } from "@jest/globals";
import { buildRequest } from "../runtime/buildRequest.js";
import type { Operation } from "../runtime/operation.js";
import { writeText } from "../runtime/writeValue.js";

const names = Object.getOwnPropertyNames(Object.prototype);

describe.each(names)("a parameter that is called %s", (name) => {
  const operation: Operation = {
    name,
    method: "GET",
    path: `/things/{${name}}`,
    pathParameters: [{ name, write: writeText, required: true }],
    queryParameters: [{ name, write: writeText }],
    headers: [{ name, write: writeText }],
    expected: ["200"],
  };
  const values = { [name]: "a b" };

  test("is sent where it is given", () => {
    const { url, headers } = buildRequest(operation, ["p"], { queryParameters: values, headers: values });
    expect(url).toBe(`/things/p?${name}=a%20b`);
    expect(Object.entries(headers)).toEqual([[name.toLowerCase(), "a b"]]);
  });

  test("is sent where no document speaks of it", () => {
    const bare = { ...operation, queryParameters: [], headers: [] };
    const { url, headers } = buildRequest(bare, ["p"], { queryParameters: values, headers: values });
    expect(url).toBe(`/things/p?${name}=a%20b`);
    expect(Object.entries(headers)).toEqual([[name.toLowerCase(), "a b"]]);
  });

  test("is not taken from what every object has", () => {
    const { url, headers } = buildRequest(operation, ["p"], { queryParameters: {}, headers: {} });
    expect({ url, headers }).toEqual({ url: "/things/p", headers: {} });
  });

  test("is no content type", () => {
    const body = { required: true, contentTypes: { "application/json": "json" as const } };
    const request = () => buildRequest({ ...operation, body }, ["p"], { body: 1, contentType: name });
    expect(request).toThrow('"contentType" must be one of "application/json"');
  });
});
