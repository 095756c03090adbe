import { createClient } from "../clients/parameters/index.js";
import { options } from "./support.js";
import type { Calls } from "./support.js";

/** Dates in each of the formats that a document can ask for. They run in a zone of +05:30. */
export const calls = (endpoint: string): Calls => {
  const client = createClient(endpoint, options);
  const dates = client.path("/dates/{day}", "2024-01-15");
  const moment = new Date("2024-01-15T22:30:00.250Z");
  return {
    "a date from a local midnight is that day": {
      call: () => client.path("/dates/{day}", new Date(2024, 0, 15)).get(),
      sends: "GET /dates/2024-01-15",
    },
    "and so it is in a header": {
      call: () => dates.get({ headers: { "x-day": new Date(2024, 6, 1) } }),
      sends: "GET /dates/2024-01-15\nx-day: 2024-07-01",
      headers: ["x-day"],
    },
    "a date from a midnight of UTC is that day": {
      call: () => client.path("/dates/{day}", new Date("2024-01-15")).get(),
      sends: "GET /dates/2024-01-15",
    },
    "a time that is on the same day here and in UTC is that day": {
      call: () => client.path("/dates/{day}", new Date("2024-01-15T18:00:00Z")).get(),
      sends: "GET /dates/2024-01-15",
    },
    "a time that is on one day here and on another in UTC is refused": {
      call: () => client.path("/dates/{day}", new Date("2024-01-15T20:00:00Z")).get(),
      refuses: ["day", /a string such as "2024-01-15", or a Date at midnight.*Received an instance of Date/],
    },
    "a date beyond four digits is refused": {
      call: () => client.path("/dates/{day}", new Date("+012024-01-15")).get(),
      refuses: ["day", /a Date of the years 0 to 9999/],
    },
    "a time is written as RFC 3339 does": {
      call: () => dates.get({ queryParameters: { time: moment } }),
      sends: "GET /dates/2024-01-15?time=2024-01-15T22%3A30%3A00.250Z",
    },
    "a time is written as HTTP does": {
      call: () => dates.get({ queryParameters: { http: moment }, headers: { "If-Modified-Since": moment } }),
      sends:
        "GET /dates/2024-01-15?http=Mon%2C%2015%20Jan%202024%2022%3A30%3A00%20GMT\nif-modified-since: Mon, 15 Jan 2024 22:30:00 GMT",
      headers: ["if-modified-since"],
    },
    "a time is written in seconds since 1970": {
      call: () => dates.get({ queryParameters: { unix: moment } }),
      sends: "GET /dates/2024-01-15?unix=1705357800",
    },
    "a time before 1970 has passed no second that it has not": {
      call: () => dates.get({ queryParameters: { unix: new Date(-1500) } }),
      sends: "GET /dates/2024-01-15?unix=-2",
    },
    "a time is given in seconds since 1970": {
      call: () => dates.get({ queryParameters: { unix: 1705357800 } }),
      sends: "GET /dates/2024-01-15?unix=1705357800",
    },
    "a duration goes out as it is": {
      call: () => dates.get({ queryParameters: { span: "P123DT22H14M12.011S" } }),
      sends: "GET /dates/2024-01-15?span=P123DT22H14M12.011S",
    },
    "an invalid date is refused": {
      call: () => dates.get({ queryParameters: { time: new Date(Number.NaN) } }),
      refuses: ["time", /a valid Date or a string/],
    },
    "a date beside the document is a time": {
      call: () => dates.get({ queryParameters: { other: moment } as object }),
      sends: "GET /dates/2024-01-15?other=2024-01-15T22%3A30%3A00.250Z",
    },
  };
};
