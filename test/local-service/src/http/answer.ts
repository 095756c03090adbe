import type { ServerResponse } from "node:http";

/** What a request is answered with. */
export interface Answer {
  readonly status: number;
  /** The body. */
  readonly text?: string | undefined;
  /**
   * The content type of the body.
   *
   * @defaultValue plain text
   */
  readonly type?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** To how many clients a message went. Not told to whoever sent it. */
  readonly receivers?: number | undefined;
}

/** An answer that ends the handling of a WebSocket handshake early. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  /** @param reason - why, for whoever runs the service and may change that; not for the client */
  constructor(
    readonly answer: Answer,
    readonly reason?: string,
  ) {
    super(answer.text);
  }
}

/** Shorthand for the usual refusal. */
export const badRequest = (text: string): Refusal => new Refusal({ status: 400, text });

/**
 * The headers of an answer. Its own take the place of what its body says, in whatever letter case.
 *
 * @param method - the method of the request: an answer to HEAD that stands for none with a body says nothing of one
 */
export function headersOf({ status, text, type, headers = {} }: Answer, method: string): Record<string, string> {
  const hasLength = text !== undefined || method !== "HEAD";
  const own = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const ofBody = {
    ...(text !== undefined && { "Content-Type": type ?? "text/plain; charset=utf-8" }),
    ...(hasLength && mayHaveBody(status) && { "Content-Length": String(Buffer.byteLength(text ?? "")) }),
  };
  return { ...Object.fromEntries(Object.entries(ofBody).filter(([name]) => !own.has(name.toLowerCase()))), ...headers };
}

/** Whether answers of a status have a body, be it an empty one (RFC 9110, section 6.4.1). */
export const mayHaveBody = (status: number): boolean => ![204, 205, 304].includes(status);

/** Writes an answer. To HEAD go the headers of a body, and no body. */
export function writeAnswer(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, headersOf(answer, response.req.method ?? ""));
  response.end(response.req.method === "HEAD" ? undefined : answer.text);
}
