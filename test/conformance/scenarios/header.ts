import { createClient } from "../clients/header/index.js";
import { answer, equal, options, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "header";

/** What the server calls them. */
export const names = /^Header|^CustomHeaderInRequest$/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => ({ ...parameters(endpoint), ...responses(endpoint) });

const unicodeBytes = "5ZWK6b2E5LiC54ub54uc76ex76Ss76ex76iM76ip";

function parameters(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  return {
    HeaderParameterExistingKey: () =>
      succeeds(client.path("/header/param/existingkey").post({ headers: { "User-Agent": "overwrite" } })),
    HeaderParameterProtectedKey: () =>
      succeeds(client.path("/header/param/protectedkey").post({ headers: { "Content-Type": "text/html" } })),
    HeaderParameterIntegerPositive: () =>
      succeeds(client.path("/header/param/prim/integer").post({ headers: { scenario: "positive", value: 1 } })),
    HeaderParameterIntegerNegative: () =>
      succeeds(client.path("/header/param/prim/integer").post({ headers: { scenario: "negative", value: -2 } })),
    HeaderParameterLongPositive: () =>
      succeeds(client.path("/header/param/prim/long").post({ headers: { scenario: "positive", value: 105 } })),
    HeaderParameterLongNegative: () =>
      succeeds(client.path("/header/param/prim/long").post({ headers: { scenario: "negative", value: -2 } })),
    HeaderParameterFloatPositive: () =>
      succeeds(client.path("/header/param/prim/float").post({ headers: { scenario: "positive", value: 0.07 } })),
    HeaderParameterFloatNegative: () =>
      succeeds(client.path("/header/param/prim/float").post({ headers: { scenario: "negative", value: -3 } })),
    HeaderParameterDoublePositive: () =>
      succeeds(client.path("/header/param/prim/double").post({ headers: { scenario: "positive", value: 7e120 } })),
    HeaderParameterDoubleNegative: () =>
      succeeds(client.path("/header/param/prim/double").post({ headers: { scenario: "negative", value: -3 } })),
    HeaderParameterBoolTrue: () =>
      succeeds(client.path("/header/param/prim/bool").post({ headers: { scenario: "true", value: true } })),
    HeaderParameterBoolFalse: () =>
      succeeds(client.path("/header/param/prim/bool").post({ headers: { scenario: "false", value: false } })),
    HeaderParameterStringValid: () =>
      succeeds(
        client
          .path("/header/param/prim/string")
          .post({ headers: { scenario: "valid", value: "The quick brown fox jumps over the lazy dog" } }),
      ),
    HeaderParameterStringNull: () =>
      succeeds(client.path("/header/param/prim/string").post({ headers: { scenario: "null" } })),
    HeaderParameterStringEmpty: () =>
      succeeds(client.path("/header/param/prim/string").post({ headers: { scenario: "empty", value: "" } })),
    HeaderParameterDateValid: () =>
      succeeds(client.path("/header/param/prim/date").post({ headers: { scenario: "valid", value: "2010-01-01" } })),
    HeaderParameterDateMin: () =>
      succeeds(client.path("/header/param/prim/date").post({ headers: { scenario: "min", value: "0001-01-01" } })),
    HeaderParameterDateTimeValid: () =>
      succeeds(
        client
          .path("/header/param/prim/datetime")
          .post({ headers: { scenario: "valid", value: new Date("2010-01-01T12:34:56Z") } }),
      ),
    HeaderParameterDateTimeMin: () =>
      succeeds(
        client
          .path("/header/param/prim/datetime")
          .post({ headers: { scenario: "min", value: new Date("0001-01-01T00:00:00Z") } }),
      ),
    HeaderParameterDateTimeRfc1123Valid: () =>
      succeeds(
        client
          .path("/header/param/prim/datetimerfc1123")
          .post({ headers: { scenario: "valid", value: new Date("2010-01-01T12:34:56Z") } }),
      ),
    HeaderParameterDateTimeRfc1123Min: () =>
      succeeds(
        client
          .path("/header/param/prim/datetimerfc1123")
          .post({ headers: { scenario: "min", value: new Date("0001-01-01T00:00:00Z") } }),
      ),
    HeaderParameterDurationValid: () =>
      succeeds(
        client
          .path("/header/param/prim/duration")
          .post({ headers: { scenario: "valid", value: "P123DT22H14M12.011S" } }),
      ),
    HeaderParameterBytesValid: () =>
      succeeds(client.path("/header/param/prim/byte").post({ headers: { scenario: "valid", value: unicodeBytes } })),
    HeaderParameterEnumValid: () =>
      succeeds(client.path("/header/param/prim/enum").post({ headers: { scenario: "valid", value: "GREY" } })),
    HeaderParameterEnumNull: () =>
      succeeds(client.path("/header/param/prim/enum").post({ headers: { scenario: "null" } })),
    CustomHeaderInRequest: () =>
      succeeds(
        client
          .path("/header/custom/x-ms-client-request-id/9C4D50EE-2D56-4CD3-8152-34347DC9F2B0")
          .post({ headers: { "x-ms-client-request-id": "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0" } }),
      ),
  };
}

/** Values of headers arrive as the texts that they are. */
function responses(endpoint: string): Scenarios {
  const client = createClient(endpoint, options);
  type Call = Promise<{ headers: { value?: string } }>;
  const has = async (call: Call, value: string | undefined) => equal((await call).headers.value, value);
  return {
    HeaderResponseExistingKey: async () => {
      const { headers } = await answer(client.path("/header/response/existingkey").post(), "200");
      equal(headers["user-agent"], "overwrite");
    },
    HeaderResponseProtectedKey: async () => {
      const { headers } = await answer(client.path("/header/response/protectedkey").post(), "200");
      equal(headers["content-type"], "text/html; charset=utf-8");
    },
    ...Object.fromEntries(
      (
        [
          ["HeaderResponseIntegerPositive", "integer", "positive", "1"],
          ["HeaderResponseIntegerNegative", "integer", "negative", "-2"],
          ["HeaderResponseLongPositive", "long", "positive", "105"],
          ["HeaderResponseLongNegative", "long", "negative", "-2"],
          ["HeaderResponseFloatPositive", "float", "positive", "0.07"],
          ["HeaderResponseFloatNegative", "float", "negative", "-3"],
          ["HeaderResponseDoublePositive", "double", "positive", "7e+120"],
          ["HeaderResponseDoubleNegative", "double", "negative", "-3"],
          ["HeaderResponseBoolTrue", "bool", "true", "true"],
          ["HeaderResponseBoolFalse", "bool", "false", "false"],
          ["HeaderResponseStringValid", "string", "valid", "The quick brown fox jumps over the lazy dog"],
          ["HeaderResponseStringNull", "string", "null", "null"],
          // The core library leaves out a header without a value.
          ["HeaderResponseStringEmpty", "string", "empty", undefined],
          ["HeaderResponseDateValid", "date", "valid", "2010-01-01"],
          ["HeaderResponseDateMin", "date", "min", "0001-01-01"],
          ["HeaderResponseDateTimeValid", "datetime", "valid", "2010-01-01T12:34:56Z"],
          ["HeaderResponseDateTimeMin", "datetime", "min", "0001-01-01T00:00:00Z"],
          ["HeaderResponseDateTimeRfc1123Valid", "datetimerfc1123", "valid", "Fri, 01 Jan 2010 12:34:56 GMT"],
          ["HeaderResponseDateTimeRfc1123Min", "datetimerfc1123", "min", "Mon, 01 Jan 0001 00:00:00 GMT"],
          ["HeaderResponseDurationValid", "duration", "valid", "P123DT22H14M12.011S"],
          ["HeaderResponseBytesValid", "byte", "valid", unicodeBytes],
          ["HeaderResponseEnumValid", "enum", "valid", "GREY"],
          ["HeaderResponseEnumNull", "enum", "null", undefined],
        ] as const
      ).map(([name, type, scenario, value]) => [
        name,
        () => has(answer(client.path(`/header/response/prim/${type}`).post({ headers: { scenario } }), "200"), value),
      ]),
    ),
  };
}
