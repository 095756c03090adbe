import type { ServerResponse } from "node:http";

/** What a request is answered with. */
export interface Answer {
  readonly status: number;
  /** Sent as plain text: that is the form of 2020-10-01. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that ends the handling of a request early. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(readonly answer: Answer) {
    super(answer.text);
  }
}

/** Shorthand for the usual refusal. */
export const badRequest = (text: string): Refusal => new Refusal({ status: 400, text });

/** Writes an answer. To HEAD, the service sends neither a body nor the headers of one (recorded traffic, April 2021). */
export function writeAnswer(response: ServerResponse, { status, text, headers }: Answer): void {
  const body = text === undefined || response.req.method === "HEAD" ? undefined : Buffer.from(text);
  response.writeHead(status, {
    ...(body && { "Content-Type": "text/plain; charset=utf-8" }),
    "Content-Length": body?.length ?? 0,
    ...headers,
  });
  response.end(body);
}
