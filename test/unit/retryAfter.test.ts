import { createHttpHeaders } from "@azure/core-rest-pipeline";
import { expect, test } from "@jest/globals";
import { retryAfter } from "../../src/pipeline/retryAfter.js";

const now = Date.UTC(2026, 10, 28, 12, 0, 0);
const read = (headers: Record<string, string>) => retryAfter({ headers: createHttpHeaders(headers) } as never, now);

test.each([
  ["0", 0],
  ["7", 7000],
  ["Sat, 28 Nov 2026 12:00:05 GMT", 5000],
  ["Saturday, 28-Nov-26 12:00:05 GMT", 5000],
  ["Sat Nov 28 12:00:05 2026", 5000],
  ["Sat, 28 Nov 2026 11:00:00 GMT", 0],
])("%p asks for a wait of %p ms", (value, wait) => {
  expect(read({ "retry-after": value })).toBe(wait);
});

test.each([
  "",
  "-8",
  "-2099",
  "1.5",
  "1e3",
  "Infinity",
  "0x10",
  "soon",
  "2026-11-28",
  "1969-12-31T23:59:59.991Z",
  "7 s",
])("%p asks for none", (value) => {
  expect(read({ "retry-after": value })).toBeUndefined();
});

test.each(["retry-after-ms", "x-ms-retry-after-ms"])("%s is in whole milliseconds", (name) => {
  expect(read({ [name]: "250", "retry-after": "9" })).toBe(250);
  for (const value of ["Infinity", "1e3", "-1", "2.5", ""]) expect(read({ [name]: value })).toBeUndefined();
});
