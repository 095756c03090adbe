// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import type { RawHttpHeadersInput } from "@azure/core-rest-pipeline";

/**
 * What a caller may say about the content of a request besides its body.
 *
 * @typeParam TQuery - the values that the query may hold
 * @typeParam THeaders - the headers of the operation
 * @typeParam TRequired - which of the two cannot be left out
 */
export type RequestContent<
  TQuery = undefined,
  THeaders = RawHttpHeadersInput,
  TRequired extends "queryParameters" | "headers" = never,
> = {
  /** Values for the query. */
  queryParameters?: TQuery | undefined;
  /** Headers to send along: those of the operation, and any others. */
  headers?: THeaders | undefined;
  /** Set to false to send values that the API document does not allow. */
  validate?: boolean | undefined;
} & { [Name in TRequired]: Name extends "headers" ? THeaders : TQuery };

/** A media type, with or without parameters such as `; charset=utf-8`. */
export type MediaType<TType extends string> = TType | `${TType};${string}`;

/** A body of one media type, which is named. */
export type Content<TType extends string, TBody> =
  | {
      /** The media type of the body. */
      contentType: TType;
      /** What is sent. */
      body: TBody;
    }
  | {
      /** The media type of the body, with parameters. */
      contentType: `${TType};${string}`;
      /** What is sent. */
      body: TBody;
    };

/** Where a body may be of several media types: it has to be said of which. Exists for the compiler's messages. */
export interface OneContentTypeOf<TTypes extends string> {
  /** The media type of the body, which decides what the body may be. */
  contentType: TTypes extends string ? string : never;
}
