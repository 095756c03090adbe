import { createClient } from "../clients/parameters/index.js";
import { options } from "./support.js";
import type { Calls } from "./support.js";

/** Numbers go out as the ones that were given, or not at all. */
export const calls = (endpoint: string): Calls => {
  const client = createClient(endpoint, options);
  const numbers = client.path("/numbers/{id}", 1);
  const beyond = 9007199254740993n as never;
  return {
    "an int64 may be a bigint: in a path": {
      call: () => client.path("/numbers/{id}", beyond).get(),
      sends: "GET /numbers/9007199254740993",
    },
    "an int64 may be a bigint: in a query and a header": {
      call: () =>
        numbers.get({
          queryParameters: { big: beyond, bigs: [1, beyond] },
          headers: { "x-big": -9007199254740993n as never },
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
      call: () => numbers.get({ queryParameters: { big: -1n as never } }),
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
  };
};
