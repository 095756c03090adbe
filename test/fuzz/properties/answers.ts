import * as fc from "fast-check";
import { createRestError, isUnexpected, paginate } from "web-pubsub-rest/2024-12-01";
import { anyText } from "../inputs.js";
import type { Property } from "../property.js";
import { attempt, check, fakeKey, hasSecret } from "../world.js";

const send = { contentType: "text/plain", body: "x" } as const;

/** The three forms of an HTTP-date that a recipient has to take (RFC 9110 section 5.6.7). */
const httpDates = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d\d-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d\d \d\d:\d\d:\d\d GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
];

const two = (max: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, "0"));
const oneOf = (...texts: string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const monthName = oneOf(
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
  "jan",
  "Foo",
);

const headerText = fc.oneof(
  fc.integer({ min: -5, max: 100_000 }).map(String),
  fc.bigInt({ min: -10n, max: 10n ** 30n }).map(String),
  fc.double().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc
    .tuple(
      oneOf("Sun", "Mon", "Xxx"),
      two(40),
      monthName,
      fc.integer({ min: 0, max: 9999 }),
      two(30),
      two(70),
      two(70),
      oneOf("GMT", "UTC", "+0100", "gmt"),
    )
    .map(
      ([day, date, month, year, hour, minute, second, zone]) =>
        `${day}, ${date} ${month} ${String(year).padStart(4, "0")} ${hour}:${minute}:${second} ${zone}`,
    ),
  oneOf("", "0", "00", "+0", "-0", "0.0", "0x0", "1e0", "0 ", "0,0", "Infinity", "NaN", "null", "true", "now", "0;a=b"),
  fc.stringMatching(/^[ -~]{0,12}$/),
);

/** What a value of `Retry-After` means to somebody who has read the standard, with waits of at most 20 ms. */
function meaning(value: string): "short" | "long" | "none" | "open" {
  const text = value.trim();
  if (/^[0-9]+$/.test(text)) return Number(text) * 1000 <= 20 ? "short" : "long";
  if (!httpDates.some((form) => form.test(text))) {
    // Dates are in exactly these letters, but nobody is harmed where others are taken, too.
    return httpDates.some((form) => new RegExp(form, "i").test(text)) ? "open" : "none";
  }
  const time = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  // A day or an hour that no calendar has, or a moment that is about to come.
  if (Number.isNaN(time) || Math.abs(time - Date.now()) < 10_000) return "open";
  return time < Date.now() ? "short" : "long";
}

const retryAfter: Property = {
  name: "retryAfter",
  weight: 4,
  make: (world) =>
    fc.asyncProperty(headerText, fc.constantFrom(429, 503), async (value, status) => {
      const start = performance.now();
      const { end, arrived } = await world.observe(
        () => world.client.path("/api/hubs/{hub}/:send", "h").post(send),
        [{ status, headers: { "retry-after": value } }, { status: 202 }],
      );
      if (end.error !== undefined) throw end.error;
      check(performance.now() - start < 5000, "it waited longer than it may");
      const means = meaning(value);
      const isRepeated = arrived.length > 1;
      check(
        end.value.status === (isRepeated ? "202" : String(status)),
        `status ${end.value.status} after ${arrived.length} attempts`,
      );
      if (means === "open") return;
      const mayRepeat = means === "short" || (means === "none" && status === 429);
      check(isRepeated === mayRepeat, isRepeated ? "it was taken for leave to repeat" : "it was not repeated");
    }),
};

const retryAfterMilliseconds: Property = {
  name: "retryAfterMilliseconds",
  weight: 2,
  make: (world) =>
    fc.asyncProperty(headerText, fc.constantFrom("retry-after-ms", "x-ms-retry-after-ms"), async (value, name) => {
      const { end, arrived } = await world.observe(
        () => world.client.path("/api/hubs/{hub}/:send", "h").post(send),
        [{ status: 503, headers: { [name]: value } }, { status: 202 }],
      );
      if (end.error !== undefined) throw end.error;
      const isNumber = /^[0-9]+(?:\.[0-9]+)?$/.test(value.trim());
      if (isNumber && !/^[0-9]+$/.test(value.trim())) return;
      check(
        arrived.length > 1 === (isNumber && Number(value) <= 20),
        arrived.length > 1 ? "it was taken for leave to repeat" : "it was not repeated",
      );
    }),
};

const jsonText = fc.json();
const token = "eyJhbGciOiJmYWtlIn0.eyJmYWtlIjoidG9rZW4ifQ.ZmFrZS1zaWduYXR1cmU";
const errorBody = fc.oneof(
  jsonText,
  anyText,
  fc
    .record(
      {
        code: anyText,
        message: anyText,
        error: fc.oneof(anyText, fc.record({ code: anyText, message: anyText }), fc.jsonValue()),
      },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value)),
  fc.tuple(anyText, fc.nat({ max: 300_000 })).map(([text, length]) => `<html>${text.padEnd(length, "long ")}`),
  anyText.map((text) => `${text} ${token} Bearer ${token} ${text}`),
  anyText.map((text) => JSON.stringify({ error: { code: token, message: `${text}access_token=${token}` } })),
);

const errorBodies: Property = {
  name: "errorBody",
  weight: 3,
  make: (world) =>
    fc.asyncProperty(
      errorBody,
      fc.constantFrom(400, 401, 403, 404, 409, 413, 500, 502),
      fc.constantFrom("application/json", "text/html", "application/problem+json", "text/plain", "", "nonsense"),
      async (body, status, type) => {
        const { end } = await world.observe(
          () => world.client.path("/api/hubs/{hub}/:send", "h").post(send),
          [{ status, body, headers: { "content-type": type } }],
        );
        if (end.error !== undefined) throw end.error;
        const response = end.value;
        check(isUnexpected(response), "it was not taken for an error");
        const error = createRestError(response);
        check(error.statusCode === status, `the error has status ${error.statusCode}`);
        check(
          error.message.includes(String(status)) && error.message.includes("POST"),
          "the error does not say what failed",
        );
        check(error.message.length <= 1000, `the message has ${error.message.length} characters`);
        check(!hasSecret(`${error.message} ${error.code}`), "the message repeats a token");
      },
    ),
};

const unparsed = fc.oneof(
  jsonText,
  anyText,
  fc.constantFrom(
    "",
    "{",
    "<html></html>",
    "null",
    "[]",
    '{"value":null}',
    '{"value":{}}',
    '{"value":[1,null]}',
    '\uFEFF{"value":[]}',
  ),
  fc
    .record(
      {
        value: fc.array(fc.record({ connectionId: anyText }), { maxLength: 3 }),
        nextLink: fc.oneof(
          anyText,
          fc.constantFrom("ELSEWHERE", "ENDPOINT/x", "/x", "x", "?y", "ENDPOINT/../z", "//a.example/x", "javascript:1"),
        ),
      },
      { requiredKeys: ["value"] },
    )
    .map((value) => JSON.stringify(value)),
);

const lists: Property = {
  name: "list",
  weight: 3,
  make: (world) =>
    fc.asyncProperty(unparsed, fc.constantFrom("application/json", "text/html", ""), async (given, type) => {
      const body = given.replaceAll("ELSEWHERE", `${world.elsewhere}/x`).replaceAll("ENDPOINT", world.endpoint);
      const first = { status: 200, body, headers: { "content-type": type } };
      const last = { status: 200, body: '{"value":[]}', headers: { "content-type": "application/json" } };
      const { end } = await world.observe(async () => {
        const items: unknown[] = [];
        const list = world.client.path("/api/hubs/{hub}/groups/{group}/connections", "h", "g").get();
        for await (const item of paginate(world.client, list)) items.push(item);
        return items;
      }, [first, last]);
      const { value: page } = await attempt(() => JSON.parse(body.replace(/^\uFEFF/, "")) as unknown);
      const isObject = typeof page === "object" && page !== null && !Array.isArray(page);
      // A page that holds nothing may leave its list out.
      const wanted = isObject ? ((page as { value?: unknown }).value ?? []) : undefined;
      if (end.error === undefined) {
        check(Array.isArray(wanted), "no page, and taken for an empty one");
        check(JSON.stringify(end.value) === JSON.stringify(wanted), "other items came out");
        return;
      }
      const { nextLink } = isObject ? (page as { nextLink?: unknown }) : {};
      const isLast = typeof nextLink !== "string" || nextLink === "";
      check(
        !Array.isArray(wanted) || !isLast || type !== "application/json",
        `a page was refused: ${end.error.message}`,
      );
      check(
        !(end.error instanceof TypeError) || (end.error as { code?: string }).code !== undefined,
        `an accident in place of an error: ${end.error.message}`,
      );
      check(end.error.message.length <= 1000, "the message has no end");
      check(typeof (end.error as { code?: unknown }).code === "string", `the error has no code: ${end.error.message}`);
    }),
};

/** Headers that say how an answer is to be read, and cannot be made up. */
const ofHttp = new Set(["connection", "upgrade", "content-length", "transfer-encoding", "content-encoding"]);

const hostileHeaders: Property = {
  name: "answerHeaders",
  make: (world) =>
    fc.asyncProperty(
      fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,12}$/), fc.stringMatching(/^[ -~]{0,30}$/), { maxKeys: 5 }),
      async (given) => {
        const headers = Object.fromEntries(Object.entries(given).filter(([name]) => !ofHttp.has(name)));
        const { end } = await world.observe(() => world.client.path("/api/health").head(), [{ status: 200, headers }]);
        if (end.error !== undefined) throw end.error;
        for (const [name, value] of Object.entries(headers)) {
          if (["date", "keep-alive", "set-cookie", "trailer"].includes(name)) continue;
          check(
            (end.value.headers as Record<string, string>)[name] === value.trim(),
            `${name} is ${(end.value.headers as Record<string, string>)[name]}`,
          );
        }
        check(!JSON.stringify(end.value.headers).includes(fakeKey), "the key came back");
      },
    ),
};

export const answerProperties: readonly Property[] = [
  retryAfter,
  retryAfterMilliseconds,
  errorBodies,
  lists,
  hostileHeaders,
];
