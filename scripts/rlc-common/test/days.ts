/**
 * Prints the days that a date from their beginning, here or in UTC, is not written as: nothing where all are right.
 *
 * node --import tsx days.ts <time zone> ...
 */
import { buildRequest } from "../runtime/buildRequest.js";
import { writeDate } from "../runtime/date.js";

const operation = {
  name: "find",
  method: "GET",
  path: "/{day}",
  pathParameters: [{ name: "day", write: writeDate }],
  queryParameters: [],
  headers: [],
  expected: [],
} as const;

/** Among them those in which clocks were put forward at midnight, and one in which a zone left out a day. */
const years = [1, 99, 1999, 2011, 2017, 2024, 9998];

function* beginnings(): Iterable<[date: Date, day: string]> {
  for (const year of years) {
    for (let index = 1; index <= 365; index++) {
      const here = new Date(2000, 0, 1);
      here.setFullYear(year, 0, index);
      here.setHours(0, 0, 0, 0);
      const pad = (part: number, length: number): string => String(part).padStart(length, "0");
      const day = `${pad(here.getFullYear(), 4)}-${pad(here.getMonth() + 1, 2)}-${pad(here.getDate(), 2)}`;
      yield [here, day];
      yield [new Date(`${day}T00:00:00Z`), day];
    }
  }
}

let count = 0;
for (const zone of process.argv.slice(2)) {
  process.env["TZ"] = zone;
  for (const [date, day] of beginnings()) {
    const { url } = buildRequest(operation, [date]);
    count += 1;
    if (url !== `/${day}`) console.log(`${zone}, ${date.toISOString()}: ${url} instead of ${day}`);
  }
}
console.log(count);
