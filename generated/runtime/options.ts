// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import type { ClientOptions, PathUncheckedResponse, RequestParameters } from "@azure-rest/core-client";

/** What a caller may say about the sending of a request, as opposed to its content. */
export interface SendOptions {
  /** Ends the call when it fires. */
  abortSignal?: RequestParameters["abortSignal"] | undefined;
  /** Set to true to send this request unencrypted, where the client's endpoint is an `http:` address. */
  allowInsecureConnection?: boolean | undefined;
  /** Is told how many bytes of the answer have come. */
  onDownloadProgress?: RequestParameters["onDownloadProgress"] | undefined;
  /** Is given the answer as it came, or the error that took its place. */
  onResponse?: RequestParameters["onResponse"] | undefined;
  /** Is told how many bytes of the body have gone out. */
  onUploadProgress?: RequestParameters["onUploadProgress"] | undefined;
  /**
   * How long the call may take, in milliseconds, with all its attempts and the reading of a stream that is its body; 0 for
   * as long as it likes. It then rejects with an error whose `code` is `TIMEOUT`. Of an answer that is read as a stream,
   * the headers have to be there in that time.
   */
  timeoutInMs?: number | undefined;
  /** The span below which the call is to appear. */
  tracingOptions?: RequestParameters["tracingOptions"] | undefined;
}

/** Options of a client, on top of those of the core library. */
export type RestClientOptions = CoreClientOptions & {
  /** How long each call may take, in milliseconds, unless it says otherwise itself; 0 or `Infinity` for no limit. */
  timeoutInMs?: number | undefined;
  /**
   * Set to false to send values that the API document does not allow.
   *
   * @defaultValue true
   */
  validate?: boolean | undefined;
  /**
   * What becomes of an integer in an answer that is beyond 2^53 - 1 and that a number of JavaScript would change, where the
   * document says that integers have 64 bits: the call rejects with an error of code `PARSE_ERROR`, or the integer is a
   * `bigint`, although its type says `number`.
   *
   * @defaultValue `"refuse"`
   */
  largeIntegers?: "refuse" | "bigint" | undefined;
  /** Makes the error that `paginate` throws for a page that is an error. By default the core library does. */
  createError?: ((response: PathUncheckedResponse) => Error) | undefined;
};

/** The options of a client that is given its connection. */
export type ConnectedClientOptions = Pick<
  RestClientOptions,
  "createError" | "largeIntegers" | "timeoutInMs" | "validate"
>;

/**
 * The options of the core library. Whatever may be left out, in them and in what they hold, may also be given as
 * `undefined`, which compilers with `exactOptionalPropertyTypes` tell apart.
 */
export type CoreClientOptions = {
  [Name in keyof ClientOptions]:
    | (Name extends "credentials" | `${string}Options`
        ? TakesUndefined<NonNullable<ClientOptions[Name]>>
        : ClientOptions[Name])
    | undefined;
};

/** The same members, of which those that may be left out may be `undefined`. */
export type TakesUndefined<T> = { [Name in keyof T]: {} extends Pick<T, Name> ? T[Name] | undefined : T[Name] };
