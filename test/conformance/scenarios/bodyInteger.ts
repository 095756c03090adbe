import { createClient } from "../clients/body-integer/index.js";
import { options, rejects, returns, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-integer";

/** What the server calls them. */
export const names = /^((get|put)(Integer|Long|UnixTime)|get(Invalid|Null)UnixTime)/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    getIntegerNull: () => returns(client.path("/int/null").get(), "200", undefined),
    getIntegerInvalid: () => rejects(client.path("/int/invalid").get(), "PARSE_ERROR"),
    getIntegerOverflow: () => returns(client.path("/int/overflowint32").get(), "200", 2147483656),
    getIntegerUnderflow: () => returns(client.path("/int/underflowint32").get(), "200", -2147483656),
    // Whole numbers that a number of JavaScript is not exact for.
    getLongOverflow: () => rejects(client.path("/int/overflowint64").get(), "PARSE_ERROR"),
    getLongUnderflow: () => rejects(client.path("/int/underflowint64").get(), "PARSE_ERROR"),
    putIntegerMax: () => succeeds(client.path("/int/max/32").put({ body: 2147483647 })),
    putLongMax: () => succeeds(client.path("/int/max/64").put({ body: 9223372036854775807n })),
    putIntegerMin: () => succeeds(client.path("/int/min/32").put({ body: -2147483648 })),
    putLongMin: () => succeeds(client.path("/int/min/64").put({ body: -9223372036854775808n })),
    getUnixTime: () => returns(client.path("/int/unixtime").get(), "200", 1460505600),
    putUnixTime: () => succeeds(client.path("/int/unixtime").put({ body: 1460505600 })),
    getInvalidUnixTime: () => rejects(client.path("/int/invalidunixtime").get(), "PARSE_ERROR"),
    getNullUnixTime: () => returns(client.path("/int/nullunixtime").get(), "200", undefined),
  };
};
