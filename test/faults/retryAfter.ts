/** A header by which an answer may ask for a wait, and what it means. */
export interface RetryAfter {
  readonly header: "retry-after" | "retry-after-ms" | "x-ms-retry-after-ms";
  readonly value: string;
  /**
   * `short`: a wait within every client's limit. `long`: one beyond it. `none`: no wait is asked for, because the value has
   * no such meaning (RFC 9110 section 10.2.3: digits or an HTTP-date). `open`: readers may differ.
   */
  readonly means: "short" | "long" | "none" | "open";
}

const form = (means: RetryAfter["means"], value: string, header: RetryAfter["header"] = "retry-after"): RetryAfter => ({
  header,
  value,
  means,
});

/** Every form that we know of services, proxies and mistakes. */
export const retryAfterForms: readonly RetryAfter[] = [
  form("short", "0"),
  form("short", "00"),
  form("long", "3600"),
  form("long", "86400"),
  form("long", "9".repeat(400)),
  form("short", "Sun, 06 Nov 1994 08:49:37 GMT"),
  form("short", "Sunday, 06-Nov-94 08:49:37 GMT"),
  form("short", "Sun Nov  6 08:49:37 1994"),
  form("long", "Fri, 31 Dec 2100 23:59:59 GMT"),
  form("none", "-8"),
  form("none", "-2099"),
  form("none", "+1"),
  form("none", "1e3"),
  form("none", "0x10"),
  form("none", "Infinity"),
  form("none", "NaN"),
  form("none", "soon"),
  form("none", "1969-12-31T23:59:59.991Z"),
  form("none", "2100-01-01"),
  form("none", "1 2"),
  form("open", ""),
  form("open", "1.5"),
  form("open", "0, 0"),
  form("short", "5", "retry-after-ms"),
  form("short", "0", "x-ms-retry-after-ms"),
  form("long", "86400000", "retry-after-ms"),
  form("long", "86400000", "x-ms-retry-after-ms"),
  form("none", "-1", "retry-after-ms"),
  form("none", "1e3", "retry-after-ms"),
  form("none", "Infinity", "retry-after-ms"),
  form("none", "soon", "x-ms-retry-after-ms"),
  form("open", "", "retry-after-ms"),
  form("open", "2.5", "retry-after-ms"),
];
