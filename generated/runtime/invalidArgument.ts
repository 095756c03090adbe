// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

/**
 * Makes the error for an argument that cannot be meant. It says which argument, what was expected and what kind of thing
 * came; it never repeats the value, which may be a secret.
 *
 * @param argument - the argument, as the caller would write it
 * @param expected - completes "must be"
 * @param received - what came instead
 * @param options - what the error was caused by; `phrase`, in place of the kind of `received`, where that would not help
 */
export function argumentError(
  argument: string,
  expected: string,
  received: unknown,
  options: { readonly cause?: unknown; readonly phrase?: string; readonly operation?: string } = {},
): TypeError {
  const { operation, phrase = kindOf(received) } = options;
  const step = operation === undefined ? "" : `${operation}: `;
  const error = new TypeError(`${step}"${argument}" must be ${expected}. Received ${phrase}.`, options);
  return Object.assign(error, { code: "INVALID_ARGUMENT", argument });
}

/** The same for an argument of an operation, which it names. */
export function invalidArgument(
  operation: string,
  argument: string,
  expected: string,
  received: unknown,
  options?: { readonly cause?: unknown; readonly phrase?: string },
): TypeError {
  return argumentError(argument, expected, received, { ...options, operation });
}

/**
 * Has the stack of an error that {@link argumentError} made begin below a function. Those who looked at an argument are so many
 * that an engine, which keeps ten of them, would not get to the caller. Where it cannot do this, the stack stays what it is.
 */
export function beginStackBelow(below: object, error: unknown): void {
  const { captureStackTrace } = Error as { captureStackTrace?(error: unknown, below: object): void };
  if ((error as { readonly code?: unknown } | undefined)?.code === "INVALID_ARGUMENT")
    captureStackTrace?.(error, below);
}

/** What kind of thing a value is, in words, without the value. */
function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (value === "") return "an empty string";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (typeof value === "object") {
    const name: unknown = value.constructor?.name;
    return typeof name === "string" && name !== "Object" && name !== "" ? `an instance of ${name}` : "an object";
  }
  return `a ${typeof value}`;
}
