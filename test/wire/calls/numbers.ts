import { createClient } from "../clients/parameters/index.js";
import { options } from "./support.js";
import type { Calls } from "./support.js";

/** Numbers go out as the ones that were given, or not at all. */
export const calls = (endpoint: string): Calls => {
  const client = createClient(endpoint, options);
  const numbers = client.path("/numbers/{id}", 1);
  const exact = createClient(endpoint, { ...options, largeIntegers: "bigint" });
  const beyond = 9007199254740993n;
  return {
    "an int64 may be a bigint: in a path": {
      call: () => client.path("/numbers/{id}", beyond).get(),
      sends: "GET /numbers/9007199254740993",
    },
    "an int64 may be a bigint: in a query and a header": {
      call: () =>
        numbers.get({
          queryParameters: { big: beyond, bigs: [1, beyond] },
          headers: { "x-big": -beyond },
        }),
      sends: "GET /numbers/1?big=9007199254740993&bigs=1,9007199254740993\nx-big: -9007199254740993",
      headers: ["x-big"],
    },
    "an int64 may be a bigint: in a list of a path": {
      call: () => client.path("/number-lists/{ids}", [1, beyond]).get(),
      sends: "GET /number-lists/1,9007199254740993",
    },
    "the greatest whole number that is exact goes out": {
      call: () => numbers.get({ queryParameters: { big: 2 ** 53 - 1 } }),
      sends: "GET /numbers/1?big=9007199254740991",
    },
    "a number beyond that may be another one: in a query": {
      // oxlint-disable-next-line no-loss-of-precision -- the case itself
      call: () => numbers.get({ queryParameters: { big: 9007199254740993 } }),
      refuses: ["big", /at most 2\^53 - 1 from zero, or a bigint\. Received a number/],
    },
    "a number beyond that may be another one: in a path": {
      call: () => client.path("/numbers/{id}", -(2 ** 53)).get(),
      refuses: ["id", /or a bigint/],
    },
    "a number beyond that may be another one: in a list of a path": {
      call: () => client.path("/number-lists/{ids}", [1, 2 ** 60]).get(),
      refuses: ["ids[1]", /or a bigint/],
    },
    "limits hold for a bigint too": {
      call: () => numbers.get({ queryParameters: { big: -1n } }),
      refuses: ["big", /at least 0\. Received a bigint/],
    },
    "a small integer is no bigint for the compiler": {
      // @ts-expect-error -- the document gives 32 bits
      call: () => numbers.get({ queryParameters: { small: 1n } }),
      sends: "GET /numbers/1?small=1",
    },
    "three tenths are a multiple of one": {
      call: () => numbers.get({ queryParameters: { real: 0.3 } }),
      sends: "GET /numbers/1?real=0.3",
    },
    "and a quarter is none": {
      call: () => numbers.get({ queryParameters: { real: 0.25 } }),
      refuses: ["real", /a multiple of 0\.1/],
    },
    "a great number that is no integer keeps its exponent": {
      call: () => numbers.get({ queryParameters: { real: 1e21 } }),
      sends: "GET /numbers/1?real=1e%2B21",
    },
    "an int64 in a body may be a bigint": {
      call: () =>
        client.path("/files").put({ body: { size: beyond, sizes: [1, -beyond], byDay: { a: beyond }, name: "#1" } }),
      sends:
        'PUT /files\n\n{"size":9007199254740993,"sizes":[1,-9007199254740993],"byDay":{"a":9007199254740993},"name":"#1"}',
      body: "text",
    },
    "and a number beyond 2^53 is refused there": {
      call: () => client.path("/files").put({ body: { size: 1, sizes: [0, 2 ** 53] } }),
      refuses: ["body.sizes[1]", /or a bigint\. Received another number/],
    },
    "in a map too": {
      call: () => client.path("/files").put({ body: { size: 1, byDay: { a: 2 ** 60 } } }),
      refuses: ["body.byDay.a", /or a bigint/],
    },
    "but not where the document has no int64": {
      call: () => client.path("/files").put({ body: { size: 1, share: 1e20 } }),
      sends: 'PUT /files\n\n{"size":1,"share":100000000000000000000}',
      body: "text",
    },
    "an int64 as a body may be a bigint": {
      call: () => client.path("/total").put({ body: beyond }),
      sends: "PUT /total\n\n9007199254740993",
      body: "text",
    },
    "an int64 that is read is a number where that is exact": {
      call: () => client.path("/files").get(),
      sends: "GET /files",
      answer: '{"size":9007199254740991,"sizes":[9007199254740992],"share":9007199254740993,"name":"9007199254740993"}',
      returns: { size: 9007199254740991, sizes: [9007199254740992], share: 9007199254740992, name: "9007199254740993" },
    },
    "and is refused where it is not": {
      call: () => client.path("/files").get(),
      sends: "GET /files",
      answer: '{"size":9007199254740993}',
      fails: [
        "PARSE_ERROR",
        /GET \/files was answered with status 200 and an integer beyond 2\^53 - 1 in "size"\. .*largeIntegers/,
      ],
    },
    "in a list and in a map too": {
      call: () => client.path("/files").get(),
      sends: "GET /files",
      answer: '{"sizes":[1],"byDay":{"#1":-9007199254740993}}',
      fails: ["PARSE_ERROR", /in "#1"/],
    },
    "unless it may be a bigint": {
      call: () => exact.path("/files").get(),
      sends: "GET /files",
      answer:
        '{"size":9007199254740993,"sizes":[-9007199254740993,1],"byDay":{"a":1e3},"name":"\\"9007199254740993,\\u0023"}',
      returns: {
        size: "9007199254740993n",
        sizes: ["-9007199254740993n", 1],
        byDay: { a: 1000 },
        name: '"9007199254740993,#',
      },
    },
    "an int64 that is the body is refused": {
      call: () => client.path("/total").get(),
      sends: "GET /total",
      answer: "9223372036854775807",
      fails: ["PARSE_ERROR", /in its body/],
    },
    "or a bigint": {
      call: () => exact.path("/total").get(),
      sends: "GET /total",
      answer: "9223372036854775807",
      returns: "9223372036854775807n",
    },
  };
};
