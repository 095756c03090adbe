import { createClient } from "../clients/body-datetime/index.js";
import { options, returns, returnsRaw, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-datetime";

/** What the server calls them. */
export const names = /^(get|put)DateTime(?!Rfc1123)/;

/** Calls by the name of the scenario that they pass. A time in an answer is the text that arrived. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  const max = "9999-12-31T23:59:59.999";
  const min = "0001-01-01T00:00:00";
  return {
    getDateTimeNull: () => returns(client.path("/datetime/null").get(), "200", undefined),
    getDateTimeInvalid: () => returns(client.path("/datetime/invalid").get(), "200", "201O-18-90D00:89:56.9AX"),
    getDateTimeOverflow: () => returns(client.path("/datetime/overflow").get(), "200", `${max}-14:00`),
    getDateTimeUnderflow: () =>
      returns(client.path("/datetime/underflow").get(), "200", "0000-00-00T00:00:00.000+00:00"),
    putDateTimeMaxUtc: () => succeeds(client.path("/datetime/max/utc").put({ body: new Date(`${max}Z`) })),
    putDateTimeMaxUtc7MS: () =>
      succeeds(client.path("/datetime/max/utc7ms").put({ body: "9999-12-31T23:59:59.9999999Z" })),
    getDateTimeMaxUtcLowercase: () =>
      returns(client.path("/datetime/max/utc/lowercase").get(), "200", `${max}z`.toLowerCase()),
    getDateTimeMaxUtcUppercase: () => returns(client.path("/datetime/max/utc/uppercase").get(), "200", `${max}Z`),
    getDateTimeMaxUtc7MSUppercase: () =>
      returns(client.path("/datetime/max/utc7ms/uppercase").get(), "200", "9999-12-31T23:59:59.9999999Z"),
    putDateTimeMaxLocalPositiveOffset: () =>
      succeeds(client.path("/datetime/max/localpositiveoffset").put({ body: `${max}+14:00` })),
    getDateTimeMaxLocalPositiveOffsetLowercase: () =>
      returns(client.path("/datetime/max/localpositiveoffset/lowercase").get(), "200", `${max}+14:00`.toLowerCase()),
    getDateTimeMaxLocalPositiveOffsetUppercase: () =>
      returns(client.path("/datetime/max/localpositiveoffset/uppercase").get(), "200", `${max}+14:00`),
    putDateTimeMaxLocalNegativeOffset: () =>
      succeeds(client.path("/datetime/max/localnegativeoffset").put({ body: new Date(`${max}-14:00`).toJSON() })),
    getDateTimeMaxLocalNegativeOffsetLowercase: () =>
      returns(client.path("/datetime/max/localnegativeoffset/lowercase").get(), "200", `${max}-14:00`.toLowerCase()),
    getDateTimeMaxLocalNegativeOffsetUppercase: () =>
      returns(client.path("/datetime/max/localnegativeoffset/uppercase").get(), "200", `${max}-14:00`),
    putDateTimeMinUtc: () => succeeds(client.path("/datetime/min/utc").put({ body: new Date(`${min}Z`) })),
    getDateTimeMinUtc: () => returns(client.path("/datetime/min/utc").get(), "200", `${min}Z`),
    putDateTimeMinLocalPositiveOffset: () =>
      succeeds(client.path("/datetime/min/localpositiveoffset").put({ body: `${min}+14:00` })),
    // The document has the letter in lower case.
    getDateTimeMinLocalPositiveOffset: () =>
      returnsRaw(client.path("/datetime/min/localpositiveoffset").get(), "200", `${min}+14:00`),
    putDateTimeMinLocalNegativeOffset: () =>
      succeeds(client.path("/datetime/min/localnegativeoffset").put({ body: `${min}-14:00` })),
    getDateTimeMinLocalNegativeOffset: () =>
      returnsRaw(client.path("/datetime/min/localnegativeoffset").get(), "200", `${min}-14:00`),
    getDateTimeMinLocalNoOffset: () => returns(client.path("/datetime/min/localnooffset").get(), "200", min),
  };
};
