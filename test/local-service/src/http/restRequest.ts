import type { IncomingMessage } from "node:http";
import { readBody } from "./readBody.js";

/** A request to the REST API, however it came in. */
export interface RestRequest {
  readonly method: string;
  /** Scheme and host as the client wrote them, such as `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** Path and query as they were sent, percent-encoded. */
  readonly url: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Nothing where it is larger than any message may be. */
  readonly body: Uint8Array | undefined;
}

/** Takes a request off a socket. Fails where its client goes away before it is complete. */
export async function restRequestFrom(message: IncomingMessage): Promise<RestRequest> {
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
  const { method = "", url = "" } = message;
  // A proxy in front of the service that speaks TLS, where the service itself does not, says so.
  const isSecure = "encrypted" in message.socket || headers["x-forwarded-proto"] === "https";
  const scheme = isSecure ? "https" : "http";
  return { method, origin: `${scheme}://${headers["host"] ?? ""}`, url, headers, body: await readBody(message) };
}

/** A request's path and query. */
export function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const [path = "", ...rest] = url.split("?");
  return { path, query: new URLSearchParams(rest.join("?")) };
}
