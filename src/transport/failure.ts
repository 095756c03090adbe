import type { PipelineRequest } from "@azure/core-rest-pipeline";
import { RestError } from "../../generated/runtime/restError.js";
import { isCallersOwn } from "./progress.js";

/** Found through the global registry, so that the ES and the CommonJS build of this package understand each other. */
const notSent = Symbol.for("web-pubsub-rest.notSent");

/** What a transport knows of a request when its connection fails. */
export type Progress =
  /** No connection was made: not a byte of the request has left. */
  | { readonly kind: "unsent" }
  /** The request, or part of it, is on its way, and nothing came back. */
  | { readonly kind: "sent" }
  /** The answer began, with this status. */
  | { readonly kind: "answered"; readonly status: number };

/** The codes under which runtimes say that they could not connect. */
export const unconnectedCodes: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "ConnectionRefused",
]);

/** The codes under which Node.js and its relatives lose a connection in the middle. */
const lostCodes = new Set([
  "ECONNRESET",
  "EPIPE",
  "ERR_HTTP2_SESSION_ERROR",
  "ERR_HTTP2_STREAM_ERROR",
  "ERR_STREAM_PREMATURE_CLOSE",
  "UND_ERR_SOCKET",
]);

/**
 * How Node.js and undici say that an answer breaks the rules of HTTP, or their own bounds of it. Not every such error has a code,
 * and undici gives up on some answers by an assertion.
 */
const notHttp = /^HPE_|^HTTPParserError|^UND_ERR_(?:RES_|HEADERS_OVERFLOW)|^ERR_ASSERTION$/;

/**
 * The error for a connection that failed. It says what is known of the request; whoever repeats requests asks
 * {@link wasNotSent}. Where the caller's own callback has ended the connection, it is what that has thrown.
 */
export function connectionError(request: PipelineRequest, cause: unknown, progress: Progress): Error {
  if (isCallersOwn(cause)) return cause as Error;
  const message = textOf(cause, "message") ?? "";
  // So undici says it, and the fetch of Node.js, which is undici.
  if (message === "bad upgrade") return protocolError(request, cause);
  const code = codeOf(cause, progress);
  const error = new RestError(sentence(progress, message, code), {
    code,
    request,
    ...(progress.kind === "answered" && { statusCode: progress.status }),
  });
  error.cause = cause;
  if (progress.kind === "unsent") Object.defineProperty(error, notSent, { value: true });
  return error;
}

function codeOf(cause: unknown, { kind }: Progress): string {
  const code = textOf(cause, "code");
  // An answer that has begun well and does not go on so has broken off.
  if (notHttp.test(code ?? textOf(cause, "name") ?? ""))
    return kind === "answered" ? "ECONNRESET" : RestError.PARSE_ERROR;
  if (code === undefined) return RestError.REQUEST_SEND_ERROR;
  return lostCodes.has(code) ? "ECONNRESET" : code;
}

function sentence(progress: Progress, message: string, code: string): string {
  const reason = message === "" ? code : message;
  switch (progress.kind) {
    case "unsent":
      return message === "" ? `no connection was made (${code}).` : message;
    case "sent":
      return `${code === RestError.PARSE_ERROR ? "what came cannot be read as HTTP" : "the connection was lost before an answer came"} (${reason}). Whether the service has acted on the request is not known.`;
    case "answered":
      return `the connection was lost while the answer, of status ${progress.status}, was read (${reason}).`;
  }
}

/** Whether what has ended a call came from this side: it was given up, or the caller's own callback has thrown. */
export const isDeliberate = (cause: unknown): boolean =>
  (cause as Error | undefined)?.name === "AbortError" || isCallersOwn(cause);

/** Whether an error says for certain that nothing of its request has left this machine. */
export function wasNotSent(error: unknown): boolean {
  return (error as { readonly [notSent]?: true } | undefined)?.[notSent] === true;
}

/** What a request is called where an error of its own speaks of it, without the query. */
export const nameOf = ({ method, url }: PipelineRequest): string => `${method} ${new URL(url).pathname}`;

/** The error for an answer that breaks HTTP, or the rules of its encoding. It does not repeat what came. */
export function answerError(request: PipelineRequest, status: number, what: string, cause?: unknown): RestError {
  const error = new RestError(`the answer, of status ${status}, ${what}.`, {
    code: RestError.PARSE_ERROR,
    statusCode: status,
    request,
  });
  if (cause !== undefined) error.cause = cause;
  return error;
}

/** The error for an answer that changes to another protocol, as that of status 101 does. */
export function protocolError(request: PipelineRequest, cause?: unknown): RestError {
  return answerError(request, 101, "changes to another protocol, which nobody asked for", cause);
}

/** The error for an answer that is larger than the client takes, or than a string can be. */
export function sizeError(request: PipelineRequest, status: number, most: number): RestError {
  const message = `the answer, of status ${status}, has more than ${most} bytes; the client's "maxResponseBytes", or the length of a string, allows no more.`;
  return new RestError(message, { code: "RESPONSE_TOO_LARGE", statusCode: status, request });
}

/**
 * The error for a request that was given up.
 *
 * @param signal - the signal that did so: the error is its reason, where that says what was aborted, and has it as its cause
 * otherwise
 */
export function abortError(signal?: object): Error {
  const { reason } = (signal ?? {}) as { readonly reason?: unknown };
  if ((reason as Error | undefined)?.name === "AbortError") return reason as Error;
  const options = reason === undefined ? {} : { cause: reason };
  return Object.assign(new Error("The request was given up.", options), { name: "AbortError" });
}

/** The code of the error for what must not go out unencrypted, and did not. */
export const insecureConnection = "INSECURE_CONNECTION";

/** The error for an address that the transport does not go to. */
export function insecureError(request: PipelineRequest): RestError {
  const { origin } = new URL(request.url);
  const message = `${origin} is not an https address; set "allowInsecureConnection" to use it all the same.`;
  return new RestError(message, { code: insecureConnection, request });
}

/** A member of an error, where it is a text; a cause may be anything. */
function textOf(cause: unknown, member: "code" | "name" | "message"): string | undefined {
  const value = (cause as { readonly [name in typeof member]?: unknown } | null | undefined)?.[member];
  return typeof value === "string" ? value : undefined;
}
