import type { PipelineResponse } from "@azure/core-rest-pipeline";

/** The three forms of an HTTP-date: of today, of RFC 850, and of C's asctime (RFC 9110 section 5.6.7). */
const httpDate =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT|\w{6,9}, \d{2}-\w{3}-\d{2} \d{2}:\d{2}:\d{2} GMT|\w{3} \w{3} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/;

/**
 * The wait that an answer asks for, in milliseconds. `Retry-After` is in whole seconds or a date (RFC 9110 section 10.2.3),
 * and services of Azure have two headers for milliseconds; what has another form asks for nothing.
 *
 * @param now - the time, in milliseconds since 1970
 */
export function retryAfter({ headers }: PipelineResponse, now: number): number | undefined {
  for (const name of ["retry-after-ms", "x-ms-retry-after-ms"]) {
    const milliseconds = headers.get(name);
    if (milliseconds !== undefined && isDigits(milliseconds)) return Number(milliseconds);
  }
  const value = headers.get("retry-after");
  if (value === undefined) return undefined;
  if (isDigits(value)) return Number(value) * 1000;
  if (!httpDate.test(value)) return undefined;
  // The form of asctime names no zone, and is in UTC all the same.
  const time = Date.parse(value.endsWith("GMT") ? value : `${value} GMT`);
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}

const isDigits = (text: string): boolean => /^\d+$/.test(text);
