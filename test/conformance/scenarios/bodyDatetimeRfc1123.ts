import { createClient } from "../clients/body-datetime-rfc1123/index.js";
import { options, returns, returnsRaw, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-datetime-rfc1123";

/** What the server calls them. */
export const names = /^(get|put)DateTimeRfc1123/;

/** Calls by the name of the scenario that they pass. JSON has another format for a `Date`, so these are texts. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  const max = "Fri, 31 Dec 9999 23:59:59 GMT";
  const min = "Mon, 01 Jan 0001 00:00:00 GMT";
  return {
    getDateTimeRfc1123Null: () => returns(client.path("/datetimerfc1123/null").get(), "200", undefined),
    getDateTimeRfc1123Invalid: () =>
      returns(client.path("/datetimerfc1123/invalid").get(), "200", "Tue, 01 Dec 2000 00:00:0A ABC"),
    getDateTimeRfc1123Overflow: () =>
      returns(client.path("/datetimerfc1123/overflow").get(), "200", "Sat, 1 Jan 10000 00:00:00 GMT"),
    getDateTimeRfc1123Underflow: () =>
      returns(client.path("/datetimerfc1123/underflow").get(), "200", "Tue, 00 Jan 0000 00:00:00 GMT"),
    putDateTimeRfc1123Max: () => succeeds(client.path("/datetimerfc1123/max").put({ body: max })),
    getDateTimeRfc1123MaxUtcLowercase: () =>
      returns(client.path("/datetimerfc1123/max/lowercase").get(), "200", max.toLowerCase()),
    getDateTimeRfc1123MaxUtcUppercase: () =>
      returns(client.path("/datetimerfc1123/max/uppercase").get(), "200", max.toUpperCase()),
    putDateTimeRfc1123Min: () =>
      succeeds(client.path("/datetimerfc1123/min").put({ body: new Date("0001-01-01T00:00:00Z").toUTCString() })),
    // The document says that it is a Sunday.
    getDateTimeRfc1123MinUtc: () => returnsRaw(client.path("/datetimerfc1123/min").get(), "200", min),
  };
};
