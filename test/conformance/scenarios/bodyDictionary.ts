import { createClient } from "../clients/body-dictionary/index.js";
import { options, rejects, returns, returnsRaw, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-dictionary";

/** What the server calls them. */
export const names = /^(get|put)Dictionary/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  const whole = { 0: 1, 1: -1, 2: 3, 3: 300 };
  const decimal = { 0: 0, 1: -0.01, 2: -1.2e20 };
  const dates = { 0: "2000-12-01", 1: "1980-01-02", 2: "1492-10-12" };
  const httpTimes = {
    0: "Fri, 01 Dec 2000 00:00:01 GMT",
    1: "Wed, 02 Jan 1980 00:11:35 GMT",
    2: "Wed, 12 Oct 1492 10:15:01 GMT",
  };
  const durations = { 0: "P123DT22H14M12.011S", 1: "P5DT1H" };
  const bytes = { 0: "////+g==", 1: "AQID", 2: "JSlD" };
  const objects = { 0: { integer: 1, string: "2" }, 1: { integer: 3, string: "4" }, 2: { integer: 5, string: "6" } };
  const lists = { 0: ["1", "2", "3"], 1: ["4", "5", "6"], 2: ["7", "8", "9"] };
  const dictionaries = {
    0: { 1: "one", 2: "two", 3: "three" },
    1: { 4: "four", 5: "five", 6: "six" },
    2: { 7: "seven", 8: "eight", 9: "nine" },
  };
  return {
    getDictionaryNull: () => returns(client.path("/dictionary/null").get(), "200", undefined),
    getDictionaryEmpty: () => returns(client.path("/dictionary/empty").get(), "200", {}),
    putDictionaryEmpty: () => succeeds(client.path("/dictionary/empty").put({ body: {} })),
    getDictionaryNullValue: () => returnsRaw(client.path("/dictionary/nullvalue").get(), "200", { key1: null }),
    getDictionaryNullkey: () => rejects(client.path("/dictionary/nullkey").get(), "PARSE_ERROR"),
    getDictionaryKeyEmptyString: () => returns(client.path("/dictionary/keyemptystring").get(), "200", { "": "val1" }),
    getDictionaryInvalid: () => rejects(client.path("/dictionary/invalid").get(), "PARSE_ERROR"),

    getDictionaryBooleanValid: () =>
      returns(client.path("/dictionary/prim/boolean/tfft").get(), "200", { 0: true, 1: false, 2: false, 3: true }),
    putDictionaryBooleanValid: () =>
      succeeds(client.path("/dictionary/prim/boolean/tfft").put({ body: { 0: true, 1: false, 2: false, 3: true } })),
    getDictionaryBooleanWithNull: () =>
      returnsRaw(client.path("/dictionary/prim/boolean/true.null.false").get(), "200", { 0: true, 1: null, 2: false }),
    getDictionaryBooleanWithString: () =>
      returnsRaw(client.path("/dictionary/prim/boolean/true.boolean.false").get(), "200", {
        0: true,
        1: "boolean",
        2: false,
      }),

    getDictionaryIntegerValid: () => returns(client.path("/dictionary/prim/integer/1.-1.3.300").get(), "200", whole),
    putDictionaryIntegerValid: () => succeeds(client.path("/dictionary/prim/integer/1.-1.3.300").put({ body: whole })),
    getDictionaryIntegerWithNull: () =>
      returnsRaw(client.path("/dictionary/prim/integer/1.null.zero").get(), "200", { 0: 1, 1: null, 2: 0 }),
    getDictionaryIntegerWithString: () =>
      returnsRaw(client.path("/dictionary/prim/integer/1.integer.0").get(), "200", { 0: 1, 1: "integer", 2: 0 }),
    getDictionaryLongValid: () => returns(client.path("/dictionary/prim/long/1.-1.3.300").get(), "200", whole),
    putDictionaryLongValid: () => succeeds(client.path("/dictionary/prim/long/1.-1.3.300").put({ body: whole })),
    getDictionaryLongWithNull: () =>
      returnsRaw(client.path("/dictionary/prim/long/1.null.zero").get(), "200", { 0: 1, 1: null, 2: 0 }),
    getDictionaryLongWithString: () =>
      returnsRaw(client.path("/dictionary/prim/long/1.integer.0").get(), "200", { 0: 1, 1: "integer", 2: 0 }),

    getDictionaryFloatValid: () => returns(client.path("/dictionary/prim/float/0--0.01-1.2e20").get(), "200", decimal),
    putDictionaryFloatValid: () =>
      succeeds(client.path("/dictionary/prim/float/0--0.01-1.2e20").put({ body: decimal })),
    getDictionaryFloatWithNull: () =>
      returnsRaw(client.path("/dictionary/prim/float/0.0-null-1.2e20").get(), "200", { 0: 0, 1: null, 2: -1.2e20 }),
    getDictionaryFloatWithString: () =>
      returnsRaw(client.path("/dictionary/prim/float/1.number.0").get(), "200", { 0: 1, 1: "number", 2: 0 }),
    getDictionaryDoubleValid: () =>
      returns(client.path("/dictionary/prim/double/0--0.01-1.2e20").get(), "200", decimal),
    putDictionaryDoubleValid: () =>
      succeeds(client.path("/dictionary/prim/double/0--0.01-1.2e20").put({ body: decimal })),
    getDictionaryDoubleWithNull: () =>
      returnsRaw(client.path("/dictionary/prim/double/0.0-null-1.2e20").get(), "200", { 0: 0, 1: null, 2: -1.2e20 }),
    getDictionaryDoubleWithString: () =>
      returnsRaw(client.path("/dictionary/prim/double/1.number.0").get(), "200", { 0: 1, 1: "number", 2: 0 }),

    getDictionaryStringValid: () =>
      returns(client.path("/dictionary/prim/string/foo1.foo2.foo3").get(), "200", { 0: "foo1", 1: "foo2", 2: "foo3" }),
    putDictionaryStringValid: () =>
      succeeds(
        client.path("/dictionary/prim/string/foo1.foo2.foo3").put({ body: { 0: "foo1", 1: "foo2", 2: "foo3" } }),
      ),
    getDictionaryStringWithNull: () =>
      returnsRaw(client.path("/dictionary/prim/string/foo.null.foo2").get(), "200", { 0: "foo", 1: null, 2: "foo2" }),
    getDictionaryStringWithNumber: () =>
      returnsRaw(client.path("/dictionary/prim/string/foo.123.foo2").get(), "200", { 0: "foo", 1: 123, 2: "foo2" }),

    getDictionaryDateValid: () => returns(client.path("/dictionary/prim/date/valid").get(), "200", dates),
    putDictionaryDateValid: () => succeeds(client.path("/dictionary/prim/date/valid").put({ body: dates })),
    getDictionaryDateWithNull: () =>
      returnsRaw(client.path("/dictionary/prim/date/invalidnull").get(), "200", {
        0: "2012-01-01",
        1: null,
        2: "1776-07-04",
      }),
    getDictionaryDateWithInvalidChars: () =>
      returns(client.path("/dictionary/prim/date/invalidchars").get(), "200", { 0: "2011-03-22", 1: "date" }),
    getDictionaryDateTimeValid: () =>
      returns(client.path("/dictionary/prim/date-time/valid").get(), "200", {
        0: "2000-12-01t00:00:01z",
        1: "1980-01-02T00:11:35+01:00",
        2: "1492-10-12T10:15:01-08:00",
      }),
    putDictionaryDateTimeValid: () =>
      succeeds(
        client.path("/dictionary/prim/date-time/valid").put({
          body: {
            0: new Date("2000-12-01T00:00:01Z"),
            1: new Date("1980-01-02T00:11:35+01:00"),
            2: new Date("1492-10-12T10:15:01-08:00"),
          },
        }),
      ),
    getDictionaryDateTimeWithNull: () =>
      returnsRaw(client.path("/dictionary/prim/date-time/invalidnull").get(), "200", {
        0: "2000-12-01t00:00:01z",
        1: null,
      }),
    getDictionaryDateTimeWithInvalidChars: () =>
      returns(client.path("/dictionary/prim/date-time/invalidchars").get(), "200", {
        0: "2000-12-01t00:00:01z",
        1: "date-time",
      }),
    getDictionaryDateTimeRfc1123Valid: () =>
      returns(client.path("/dictionary/prim/date-time-rfc1123/valid").get(), "200", httpTimes),
    putDictionaryDateTimeRfc1123Valid: () =>
      succeeds(client.path("/dictionary/prim/date-time-rfc1123/valid").put({ body: httpTimes })),
    getDictionaryDurationValid: () => returns(client.path("/dictionary/prim/duration/valid").get(), "200", durations),
    putDictionaryDurationValid: () => succeeds(client.path("/dictionary/prim/duration/valid").put({ body: durations })),

    getDictionaryByteValid: () => returns(client.path("/dictionary/prim/byte/valid").get(), "200", bytes),
    putDictionaryByteValid: () => succeeds(client.path("/dictionary/prim/byte/valid").put({ body: bytes })),
    getDictionaryByteWithNull: () =>
      returnsRaw(client.path("/dictionary/prim/byte/invalidnull").get(), "200", { 0: "q6yt", 1: null }),
    getDictionaryBase64Url: () =>
      returns(client.path("/dictionary/prim/base64url/valid").get(), "200", {
        0: "YSBzdHJpbmcgdGhhdCBnZXRzIGVuY29kZWQgd2l0aCBiYXNlNjR1cmw",
        1: "dGVzdCBzdHJpbmc",
        2: "TG9yZW0gaXBzdW0",
      }),

    getDictionaryComplexNull: () => returns(client.path("/dictionary/complex/null").get(), "200", undefined),
    getDictionaryComplexEmpty: () => returns(client.path("/dictionary/complex/empty").get(), "200", {}),
    getDictionaryComplexItemNull: () =>
      returnsRaw(client.path("/dictionary/complex/itemnull").get(), "200", { ...objects, 1: null }),
    getDictionaryComplexItemEmpty: () =>
      returns(client.path("/dictionary/complex/itemempty").get(), "200", { ...objects, 1: {} }),
    getDictionaryComplexValid: () => returns(client.path("/dictionary/complex/valid").get(), "200", objects),
    putDictionaryComplexValid: () => succeeds(client.path("/dictionary/complex/valid").put({ body: objects })),

    getDictionaryArrayNull: () => returns(client.path("/dictionary/array/null").get(), "200", undefined),
    getDictionaryArrayEmpty: () => returns(client.path("/dictionary/array/empty").get(), "200", {}),
    getDictionaryArrayItemNull: () =>
      returnsRaw(client.path("/dictionary/array/itemnull").get(), "200", { ...lists, 1: null }),
    getDictionaryArrayItemEmpty: () =>
      returns(client.path("/dictionary/array/itemempty").get(), "200", { ...lists, 1: [] }),
    getDictionaryArrayValid: () => returns(client.path("/dictionary/array/valid").get(), "200", lists),
    putDictionaryArrayValid: () => succeeds(client.path("/dictionary/array/valid").put({ body: lists })),

    getDictionaryDictionaryNull: () => returns(client.path("/dictionary/dictionary/null").get(), "200", undefined),
    getDictionaryDictionaryEmpty: () => returns(client.path("/dictionary/dictionary/empty").get(), "200", {}),
    getDictionaryDictionaryItemNull: () =>
      returnsRaw(client.path("/dictionary/dictionary/itemnull").get(), "200", { ...dictionaries, 1: null }),
    getDictionaryDictionaryItemEmpty: () =>
      returns(client.path("/dictionary/dictionary/itemempty").get(), "200", { ...dictionaries, 1: {} }),
    getDictionaryDictionaryValid: () => returns(client.path("/dictionary/dictionary/valid").get(), "200", dictionaries),
    putDictionaryDictionaryValid: () =>
      succeeds(client.path("/dictionary/dictionary/valid").put({ body: dictionaries })),
  };
};
