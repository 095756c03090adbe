import { validateHeaderName, validateHeaderValue } from "node:http";
import type { Answer } from "../http/answer.js";
import { refuseUnknown } from "../refuseUnknown.js";
import { splitUrl } from "../http/restRequest.js";
import type { RestRequest } from "../http/restRequest.js";

/** Which requests are answered in another way than the service would, and in which. */
export interface Interception {
  /** The HTTP method; any where absent. */
  readonly method?: string | undefined;
  /** The path as it is sent, percent-encoded and without the query, or what it matches; any where absent. */
  readonly path?: string | RegExp | undefined;
  /**
   * How many requests, or `Infinity`.
   *
   * @defaultValue 1
   */
  readonly times?: number | undefined;
  /** How long the answer is held back, in milliseconds of the service's clock. On its own it delays what the service says. */
  readonly delay?: number | undefined;
  /** The status of the answer, 200 to 599. Without `status` and `reset` the service itself answers. */
  readonly status?: number | undefined;
  /** Headers of the answer. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The body of the answer: a text goes as it is and as plain text, anything else as JSON. */
  readonly body?: unknown;
  /** Whether the connection is broken off instead of an answer. */
  readonly reset?: boolean | undefined;
}

/** What becomes of a request: an answer, or none because its connection is broken off. */
export type Outcome = Answer | "reset";

/** An interception that has been checked and counts down. */
export class ActiveInterception {
  /** How long the answer is held back, in milliseconds. */
  readonly delay: number;
  /** What becomes of a request that it takes, or nothing where the service itself answers. */
  readonly outcome: Outcome | undefined;
  readonly #method: string | undefined;
  readonly #path: string | RegExp | undefined;
  #left: number;

  /** @throws TypeError that names the property that cannot be used */
  constructor(interception: Interception) {
    check(interception);
    this.delay = interception.delay ?? 0;
    this.outcome = outcomeOf(interception);
    this.#method = interception.method?.toUpperCase();
    this.#path = interception.path;
    this.#left = interception.times ?? 1;
  }

  /** Whether it is for a request. If so, it is for one less from then on. */
  takes(request: RestRequest): boolean {
    const [method, path] = [this.#method, this.#path];
    const sent = splitUrl(request.url).path;
    const fits =
      this.#left > 0 &&
      (method === undefined || method === request.method) &&
      // Not test(), which goes on from its last match where an expression is global.
      (path === undefined || (typeof path === "string" ? sent === path : sent.search(path) !== -1));
    if (fits) this.#left -= 1;
    return fits;
  }

  /** Whether it has been used up. */
  get isOver(): boolean {
    return this.#left <= 0;
  }
}

function outcomeOf({ status, headers, body, reset }: Interception): Outcome | undefined {
  if (reset) return "reset";
  if (status === undefined) return undefined;
  if (body === undefined) return { status, headers };
  return typeof body === "string"
    ? { status, headers, text: body }
    : { status, headers, type: "application/json; charset=utf-8", text: asJson(body) };
}

const known = ["method", "path", "times", "delay", "status", "headers", "body", "reset"] as const;

function check(interception: Interception): void {
  refuseUnknown("intercept", interception, known);
  const { method, path, times, delay, status, headers, body, reset } = interception;
  const isCount = times === Infinity || (Number.isInteger(times) && (times as number) >= 1);
  demand("method", method === undefined || typeof method === "string", "a text");
  demand("path", path === undefined || typeof path === "string" || path instanceof RegExp, "a text or an expression");
  demand("times", times === undefined || isCount, "a whole number of 1 or more, or Infinity");
  demand("delay", delay === undefined || (Number.isFinite(delay) && delay >= 0), "a number of 0 or more");
  demand("status", status === undefined || isStatus(status), "a whole number from 200 to 599");
  demand("headers", status !== undefined || headers === undefined, "given with a status only");
  demand("headers", headers === undefined || areHeaders(headers), "names and values that HTTP takes");
  demand("body", status !== undefined || body === undefined, "given with a status only");
  demand("body", body === undefined || asJson(body) !== undefined, "a text or what JSON can hold");
  demand("reset", reset === undefined || typeof reset === "boolean", "true or false");
  demand("reset", reset !== true || status === undefined, "given without a status");
  const doesSomething = status !== undefined || reset === true || delay !== undefined;
  demand("status", doesSomething, "given, unless there is a delay or a reset");
}

/** A body as JSON, or nothing where it cannot be written as such. */
function asJson(body: unknown): string | undefined {
  try {
    return JSON.stringify(body);
  } catch {
    return undefined;
  }
}

function areHeaders(headers: Readonly<Record<string, string>>): boolean {
  try {
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    return true;
  } catch {
    return false;
  }
}

const isStatus = (status: number): boolean => Number.isInteger(status) && status >= 200 && status <= 599;

function demand(property: string, holds: boolean, expected: string): void {
  if (!holds) throw new TypeError(`"${property}" of an interception must be ${expected}.`);
}
