const form = /^(\d{4}-\d{2}-\d{2})(-preview)?$/;

/** Whether a text is an API version: a day of the calendar, such as `2024-12-01`, with or without `-preview`. */
export function isApiVersion(text: string) {
  const [, day = ""] = form.exec(text) ?? [];
  const date = new Date(`${day}T00:00:00Z`);
  // 2024-02-30 would be read as the first of March.
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(day) && date.getUTCFullYear() > 0;
}

/**
 * Orders API versions by day, and a preview before what it was a preview of.
 *
 * @returns below 0 where a is the earlier one
 */
export function compareApiVersions(a: string, b: string): number {
  // "~" sorts after "-".
  const key = (version: string) => (version.endsWith("-preview") ? version : `${version}~`);
  return key(a) === key(b) ? 0 : key(a) < key(b) ? -1 : 1;
}
