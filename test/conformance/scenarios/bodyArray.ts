import { createClient } from "../clients/body-array/index.js";
import { options, rejects, returns, returnsRaw, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-array";

/** What the server calls them. */
export const names = /^(get|put)Array/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    putArrayEmpty: () => succeeds(client.path("/array/empty").put({ body: [] })),
    getArrayEmpty: () => returns(client.path("/array/empty").get(), "200", []),
    getArrayNull: () => returns(client.path("/array/null").get(), "200", undefined),
    getArrayInvalid: () => rejects(client.path("/array/invalid").get(), "PARSE_ERROR"),
    getArrayBooleanValid: () =>
      returns(client.path("/array/prim/boolean/tfft").get(), "200", [true, false, false, true]),
    putArrayBooleanValid: () =>
      succeeds(client.path("/array/prim/boolean/tfft").put({ body: [true, false, false, true] })),
    getArrayBooleanWithNull: () =>
      returnsRaw(client.path("/array/prim/boolean/true.null.false").get(), "200", [true, null, false]),
    getArrayBooleanWithString: () =>
      returnsRaw(client.path("/array/prim/boolean/true.boolean.false").get(), "200", [true, "boolean", false]),
    getArrayIntegerValid: () => returns(client.path("/array/prim/integer/1.-1.3.300").get(), "200", [1, -1, 3, 300]),
    putArrayIntegerValid: () => succeeds(client.path("/array/prim/integer/1.-1.3.300").put({ body: [1, -1, 3, 300] })),
    getArrayIntegerWithNull: () =>
      returnsRaw(client.path("/array/prim/integer/1.null.zero").get(), "200", [1, null, 0]),
    getArrayIntegerWithString: () =>
      returnsRaw(client.path("/array/prim/integer/1.integer.0").get(), "200", [1, "integer", 0]),
    getArrayLongValid: () => returns(client.path("/array/prim/long/1.-1.3.300").get(), "200", [1, -1, 3, 300]),
    putArrayLongValid: () => succeeds(client.path("/array/prim/long/1.-1.3.300").put({ body: [1, -1, 3, 300] })),
    getArrayLongWithNull: () => returnsRaw(client.path("/array/prim/long/1.null.zero").get(), "200", [1, null, 0]),
    getArrayLongWithString: () =>
      returnsRaw(client.path("/array/prim/long/1.integer.0").get(), "200", [1, "integer", 0]),
    getArrayFloatValid: () =>
      returns(client.path("/array/prim/float/0--0.01-1.2e20").get(), "200", [0, -0.01, -1.2e20]),
    putArrayFloatValid: () =>
      succeeds(client.path("/array/prim/float/0--0.01-1.2e20").put({ body: [0, -0.01, -1.2e20] })),
    getArrayFloatWithNull: () =>
      returnsRaw(client.path("/array/prim/float/0.0-null-1.2e20").get(), "200", [0.0, null, -1.2e20]),
    getArrayFloatWithString: () =>
      returnsRaw(client.path("/array/prim/float/1.number.0").get(), "200", [1, "number", 0]),
    getArrayDoubleValid: () =>
      returns(client.path("/array/prim/double/0--0.01-1.2e20").get(), "200", [0, -0.01, -1.2e20]),
    putArrayDoubleValid: () =>
      succeeds(client.path("/array/prim/double/0--0.01-1.2e20").put({ body: [0, -0.01, -1.2e20] })),
    getArrayDoubleWithNull: () =>
      returnsRaw(client.path("/array/prim/double/0.0-null-1.2e20").get(), "200", [0.0, null, -1.2e20]),
    getArrayDoubleWithString: () =>
      returnsRaw(client.path("/array/prim/double/1.number.0").get(), "200", [1, "number", 0]),
    getArrayStringValid: () =>
      returns(client.path("/array/prim/string/foo1.foo2.foo3").get(), "200", ["foo1", "foo2", "foo3"]),
    putArrayStringValid: () =>
      succeeds(client.path("/array/prim/string/foo1.foo2.foo3").put({ body: ["foo1", "foo2", "foo3"] })),
    getArrayStringWithNull: () =>
      returnsRaw(client.path("/array/prim/string/foo.null.foo2").get(), "200", ["foo", null, "foo2"]),
    getArrayStringWithNumber: () =>
      returnsRaw(client.path("/array/prim/string/foo.123.foo2").get(), "200", ["foo", 123, "foo2"]),
    getArrayEnumValid: () =>
      returns(client.path("/array/prim/enum/foo1.foo2.foo3").get(), "200", ["foo1", "foo2", "foo3"]),
    putArrayEnumValid: () =>
      succeeds(client.path("/array/prim/enum/foo1.foo2.foo3").put({ body: ["foo1", "foo2", "foo3"] })),
    getArrayStringEnumValid: () =>
      returns(client.path("/array/prim/string-enum/foo1.foo2.foo3").get(), "200", ["foo1", "foo2", "foo3"]),
    putArrayStringEnumValid: () =>
      succeeds(client.path("/array/prim/string-enum/foo1.foo2.foo3").put({ body: ["foo1", "foo2", "foo3"] })),
    getArrayUuidValid: () =>
      returns(client.path("/array/prim/uuid/valid").get(), "200", [
        "6dcc7237-45fe-45c4-8a6b-3a8a3f625652",
        "d1399005-30f7-40d6-8da6-dd7c89ad34db",
        "f42f6aa1-a5bc-4ddf-907e-5f915de43205",
      ]),
    putArrayUuidValid: () =>
      succeeds(
        client.path("/array/prim/uuid/valid").put({
          body: [
            "6dcc7237-45fe-45c4-8a6b-3a8a3f625652",
            "d1399005-30f7-40d6-8da6-dd7c89ad34db",
            "f42f6aa1-a5bc-4ddf-907e-5f915de43205",
          ],
        }),
      ),
    getArrayUuidWithInvalidChars: () =>
      returnsRaw(client.path("/array/prim/uuid/invalidchars").get(), "200", [
        "6dcc7237-45fe-45c4-8a6b-3a8a3f625652",
        "foo",
      ]),
    getArrayDateValid: () =>
      returns(client.path("/array/prim/date/valid").get(), "200", ["2000-12-01", "1980-01-02", "1492-10-12"]),
    putArrayDateValid: () =>
      succeeds(client.path("/array/prim/date/valid").put({ body: ["2000-12-01", "1980-01-02", "1492-10-12"] })),
    getArrayDateWithNull: () =>
      returnsRaw(client.path("/array/prim/date/invalidnull").get(), "200", ["2012-01-01", null, "1776-07-04"]),
    getArrayDateWithInvalidChars: () =>
      returnsRaw(client.path("/array/prim/date/invalidchars").get(), "200", ["2011-03-22", "date"]),
    getArrayDateTimeValid: () =>
      returns(client.path("/array/prim/date-time/valid").get(), "200", [
        "2000-12-01t00:00:01z",
        "1980-01-02T00:11:35+01:00",
        "1492-10-12T10:15:01-08:00",
      ]),
    putArrayDateTimeValid: () =>
      succeeds(
        client
          .path("/array/prim/date-time/valid")
          .put({ body: ["2000-12-01T00:00:01Z", "1980-01-02T00:11:35Z", "1492-10-12T10:15:01Z"] }),
      ),
    getArrayDateTimeWithNull: () =>
      returnsRaw(client.path("/array/prim/date-time/invalidnull").get(), "200", ["2000-12-01T00:00:01.000Z", null]),
    getArrayDateTimeWithInvalidChars: () =>
      returnsRaw(client.path("/array/prim/date-time/invalidchars").get(), "200", ["2000-12-01t00:00:01z", "date-time"]),
    getArrayDateTimeRfc1123Valid: () =>
      returns(client.path("/array/prim/date-time-rfc1123/valid").get(), "200", [
        "Fri, 01 Dec 2000 00:00:01 GMT",
        "Wed, 02 Jan 1980 00:11:35 GMT",
        "Wed, 12 Oct 1492 10:15:01 GMT",
      ]),
    putArrayDateTimeRfc1123Valid: () =>
      succeeds(
        client.path("/array/prim/date-time-rfc1123/valid").put({
          body: ["Fri, 01 Dec 2000 00:00:01 GMT", "Wed, 02 Jan 1980 00:11:35 GMT", "Wed, 12 Oct 1492 10:15:01 GMT"],
        }),
      ),
    getArrayDurationValid: () =>
      returns(client.path("/array/prim/duration/valid").get(), "200", ["P123DT22H14M12.011S", "P5DT1H0M0S"]),
    putArrayDurationValid: () =>
      succeeds(client.path("/array/prim/duration/valid").put({ body: ["P123DT22H14M12.011S", "P5DT1H"] })),
    getArrayByteValid: () => returns(client.path("/array/prim/byte/valid").get(), "200", ["////+g==", "AQID", "JSlD"]),
    putArrayByteValid: () =>
      succeeds(client.path("/array/prim/byte/valid").put({ body: ["////+g==", "AQID", "JSlD"] })),
    getArrayByteWithNull: () => returnsRaw(client.path("/array/prim/byte/invalidnull").get(), "200", ["q6yt", null]),
    getArrayBase64Url: () =>
      returns(client.path("/array/prim/base64url/valid").get(), "200", [
        "YSBzdHJpbmcgdGhhdCBnZXRzIGVuY29kZWQgd2l0aCBiYXNlNjR1cmw",
        "dGVzdCBzdHJpbmc",
        "TG9yZW0gaXBzdW0",
      ]),
    getArrayComplexNull: () => returns(client.path("/array/complex/null").get(), "200", undefined),
    getArrayComplexEmpty: () => returns(client.path("/array/complex/empty").get(), "200", []),
    getArrayComplexItemNull: () =>
      returnsRaw(client.path("/array/complex/itemnull").get(), "200", [
        { integer: 1, string: "2" },
        null,
        { integer: 5, string: "6" },
      ]),
    getArrayComplexItemEmpty: () =>
      returns(client.path("/array/complex/itemempty").get(), "200", [
        { integer: 1, string: "2" },
        {},
        { integer: 5, string: "6" },
      ]),
    getArrayComplexValid: () =>
      returns(client.path("/array/complex/valid").get(), "200", [
        { integer: 1, string: "2" },
        { integer: 3, string: "4" },
        { integer: 5, string: "6" },
      ]),
    putArrayComplexValid: () =>
      succeeds(
        client.path("/array/complex/valid").put({
          body: [
            { integer: 1, string: "2" },
            { integer: 3, string: "4" },
            { integer: 5, string: "6" },
          ],
        }),
      ),
    getArrayArrayNull: () => returns(client.path("/array/array/null").get(), "200", undefined),
    getArrayArrayEmpty: () => returns(client.path("/array/array/empty").get(), "200", []),
    getArrayArrayItemNull: () =>
      returnsRaw(client.path("/array/array/itemnull").get(), "200", [["1", "2", "3"], null, ["7", "8", "9"]]),
    getArrayArrayItemEmpty: () =>
      returns(client.path("/array/array/itemempty").get(), "200", [["1", "2", "3"], [], ["7", "8", "9"]]),
    getArrayArrayValid: () =>
      returns(client.path("/array/array/valid").get(), "200", [
        ["1", "2", "3"],
        ["4", "5", "6"],
        ["7", "8", "9"],
      ]),
    putArrayArrayValid: () =>
      succeeds(
        client.path("/array/array/valid").put({
          body: [
            ["1", "2", "3"],
            ["4", "5", "6"],
            ["7", "8", "9"],
          ],
        }),
      ),
    getArrayDictionaryNull: () => returns(client.path("/array/dictionary/null").get(), "200", undefined),
    getArrayDictionaryEmpty: () => returns(client.path("/array/dictionary/empty").get(), "200", []),
    getArrayDictionaryItemNull: () =>
      returnsRaw(client.path("/array/dictionary/itemnull").get(), "200", [
        { "1": "one", "2": "two", "3": "three" },
        null,
        { "7": "seven", "8": "eight", "9": "nine" },
      ]),
    getArrayDictionaryItemEmpty: () =>
      returns(client.path("/array/dictionary/itemempty").get(), "200", [
        { "1": "one", "2": "two", "3": "three" },
        {},
        { "7": "seven", "8": "eight", "9": "nine" },
      ]),
    getArrayDictionaryValid: () =>
      returns(client.path("/array/dictionary/valid").get(), "200", [
        { "1": "one", "2": "two", "3": "three" },
        { "4": "four", "5": "five", "6": "six" },
        { "7": "seven", "8": "eight", "9": "nine" },
      ]),
    putArrayDictionaryValid: () =>
      succeeds(
        client.path("/array/dictionary/valid").put({
          body: [
            { "1": "one", "2": "two", "3": "three" },
            { "4": "four", "5": "five", "6": "six" },
            { "7": "seven", "8": "eight", "9": "nine" },
          ],
        }),
      ),
  };
};
