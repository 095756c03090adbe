/**
 * The state of a connection as its header has it: base64 of JSON. The service does not look inside; this is what the
 * published middlewares make of it (`@azure/web-pubsub-express`, utils; `Microsoft.Azure.WebPubSub.AspNetCore`).
 */
export const encodeState = (json: string): string => Buffer.from(json).toString("base64");

/** What a header says; as it is written where it is not of that form, and nothing where there is none. */
export function decodeState(header: string | undefined): unknown {
  if (header === undefined || header === "") return undefined;
  try {
    return JSON.parse(Buffer.from(header, "base64").toString()) as unknown;
  } catch {
    return header;
  }
}
