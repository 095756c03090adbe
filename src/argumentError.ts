import { kindOf } from "../generated/runtime/invalidArgument.js";

/**
 * Makes the error for an argument of one of our functions. It says which argument, what was expected and what kind of
 * thing came; it never repeats the value, which may be a secret.
 *
 * @param argument - the argument, as the caller would write it
 * @param expected - completes "must be"
 * @param received - the value, or a phrase for it where its type alone would not help
 */
export function argumentError(
  argument: string,
  expected: string,
  received: { value: unknown } | { phrase: string },
): TypeError {
  const what = "phrase" in received ? received.phrase : kindOf(received.value);
  const error = new TypeError(`"${argument}" must be ${expected}. Received ${what}.`);
  return Object.assign(error, { code: "INVALID_ARGUMENT", argument });
}
