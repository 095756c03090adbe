import type {
  RestError as CoreRestError,
  PipelineRequest,
  PipelineResponse,
  RestErrorConstructor,
  RestErrorOptions,
} from "@azure/core-rest-pipeline";
import { printable } from "./printable.js";

/**
 * A failed call, of the type that the core library has for it: `code`, `statusCode`, and `request` and `response`, which are
 * not printed. Tell one by `isRestError`, ours or the core library's, which go by its name: there may be several copies
 * of either library in a program.
 */
export type RestError = CoreRestError;

/** Makes the error of a failed call. Those of the core library are instances of it, too. */
export const RestError: RestErrorConstructor = class extends Error implements CoreRestError {
  static readonly REQUEST_SEND_ERROR = "REQUEST_SEND_ERROR";
  static readonly PARSE_ERROR = "PARSE_ERROR";

  override readonly name = "RestError";
  declare code?: string;
  declare statusCode?: number;
  declare readonly request?: PipelineRequest;
  declare readonly response?: PipelineResponse;
  declare details?: unknown;

  constructor(message: string, { code, statusCode, request, response }: RestErrorOptions = {}) {
    super(message);
    Object.assign(this, { code, statusCode });
    // Not enumerable: they may hold what is not for logs.
    Object.defineProperties(this, { request: { value: request }, response: { value: response } });
  }

  /** What `util.inspect` and `console.log` print on Node.js. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `RestError: ${this.message} \n ${printable({ ...this, request: this.request })}`;
  }

  /** One of the core library's own is one, too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isRestError(value);
  }
};

/**
 * Whether something that was thrown is a `RestError`, of whichever copy of the library.
 *
 * @example
 * ```ts
 * if (isRestError(error) && error.code === "ECONNREFUSED") console.log("Nobody listens there.");
 * ```
 */
export function isRestError(error: unknown): error is RestError {
  if (typeof error !== "object" || error === null) return false;
  const { name, message } = error as { readonly name?: unknown; readonly message?: unknown };
  return name === "RestError" && typeof message === "string";
}
