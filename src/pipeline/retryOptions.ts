import { argumentError } from "../../generated/runtime/invalidArgument.js";

/** How often and how fast failed attempts are repeated. */
export interface WebPubSubRetryOptions {
  /**
   * How often a failed attempt is repeated.
   *
   * @defaultValue 3
   */
  maxRetries?: number | undefined;
  /**
   * How long to wait before the first repetition, in milliseconds; before each further one it is twice as long.
   *
   * @defaultValue 1000
   */
  retryDelayInMs?: number | undefined;
  /**
   * The longest wait, in milliseconds, whoever asks for it.
   *
   * @defaultValue 64000
   */
  maxRetryDelayInMs?: number | undefined;
  /**
   * Set to true to repeat sends that the service may have carried out already: every message is then delivered at least
   * once, and sometimes twice.
   *
   * @defaultValue false
   */
  retrySends?: boolean | undefined;
}

/** The same, with nothing left out. */
export type RetrySettings = {
  readonly [Name in keyof WebPubSubRetryOptions]-?: NonNullable<WebPubSubRetryOptions[Name]>;
};

/**
 * What a caller asks for, or the usual.
 *
 * @throws TypeError with code `INVALID_ARGUMENT` for what cannot be meant
 */
export function readRetryOptions(options: WebPubSubRetryOptions): RetrySettings {
  const { maxRetries = 3, retryDelayInMs = 1000, maxRetryDelayInMs = 64_000, retrySends = false } = options;
  for (const [name, value] of Object.entries({ maxRetries, retryDelayInMs, maxRetryDelayInMs })) {
    if (typeof value !== "number" || !(value >= 0)) {
      throw argumentError(`retryOptions.${name}`, "a number, 0 or greater", value);
    }
  }
  if (!Number.isInteger(maxRetries) && maxRetries !== Infinity)
    throw argumentError("retryOptions.maxRetries", "a whole number", maxRetries, { phrase: "another one" });
  if (typeof retrySends !== "boolean") throw argumentError("retryOptions.retrySends", "true or false", retrySends);
  return { maxRetries, retryDelayInMs, maxRetryDelayInMs, retrySends };
}
