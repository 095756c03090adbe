import type { findInexact, parseExactJson } from "./exactJson.js";
import type { buildForm } from "./form.js";
import type { checkItems, checkNumber } from "./rarerLimits.js";

/** The HTTP methods that an OpenAPI document can name. */
export type HttpMethod = "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH";

/** How the items of a list are written: each with the name again, or all in one value, with this between them. */
export type ListStyle = "repeat" | "," | " " | "\t" | "|";

/** How the body of one media type is checked and written. */
export type BodyKind = "json" | "text" | "bytes" | "multipart" | "form";

/** Makes the error for a value that is not what it is expected to be. */
export type Fail = (expected: string) => TypeError;

/**
 * Checks one value, or one item of a list, and gives its text. There is one for each kind of value that a document can ask for.
 *
 * @throws what `fail` makes
 */
export type WriteValue = (value: unknown, parameter: Parameter, fail: Fail) => string;

/** How one path, query or header parameter is checked and written. */
export interface Parameter {
  /** The name on the wire. */
  readonly name: string;
  /** Writes the kind of value that the document asks for, so that a program has only the kinds that its document has. */
  readonly write: WriteValue;
  /** Set where the parameter takes a list: how its items are written. */
  readonly list?: ListStyle | undefined;
  /** Whether a request without it is refused. Path parameters always are. */
  readonly required?: boolean;
  /** The value that is sent when the caller gives none. */
  readonly default?: string | number | boolean | undefined;
  /** The only values that the document allows. */
  readonly oneOf?: readonly (string | number | boolean)[];
  /** What a text must match. */
  readonly pattern?: RegExp;
  /** The least number of UTF-16 code units in a text. */
  readonly minLength?: number;
  /** The greatest number of UTF-16 code units in a text. */
  readonly maxLength?: number;
  /** The least number that the document allows. */
  readonly minimum?: number;
  /** The greatest number that the document allows. */
  readonly maximum?: number;
  /** Checks the three limits that follow; there with them, so that other documents do without. */
  readonly checkNumber?: typeof checkNumber;
  /** Whether `minimum` itself is too little. */
  readonly exclusiveMinimum?: boolean;
  /** Whether `maximum` itself is too much. */
  readonly exclusiveMaximum?: boolean;
  /** What a number must be a multiple of. */
  readonly multipleOf?: number;
  /** Checks the three limits that follow; there with them, so that other documents do without. */
  readonly checkItems?: typeof checkItems;
  /** The least number of items in a list. */
  readonly minItems?: number;
  /** The greatest number of items in a list. */
  readonly maxItems?: number;
  /** Whether a list may hold no item twice. */
  readonly uniqueItems?: boolean;
  /** Whether the value goes into the URL as it is, without percent-encoding. */
  readonly encoded?: boolean | undefined;
}

/** Where an answer that is a page of a list holds what. */
export interface Paging {
  /** The property with the items. */
  readonly items: string;
  /** The property with the address of the next page; absent where there is never one. */
  readonly nextLink?: string | undefined;
}

/** One operation of the document: all that is needed to build a request for it. */
export interface Operation {
  /** The name that callers and error messages use, such as `sendToAll`. */
  readonly name: string;
  readonly method: HttpMethod;
  /** The path with its parameters in braces, such as `/api/hubs/{hub}/:send`. */
  readonly path: string;
  /** In path order. */
  readonly pathParameters: readonly Parameter[];
  readonly queryParameters: readonly Parameter[];
  readonly headers: readonly Parameter[];
  readonly body?: {
    readonly required: boolean;
    /** The media types that the operation takes. */
    readonly contentTypes: Readonly<Record<string, BodyKind>>;
    /** The properties with integers of 64 bits; an empty name is for the body itself. */
    readonly longs?: readonly string[];
    /** Finds numbers that are not exact in them; there with them, so that other documents do without. */
    readonly findInexact?: typeof findInexact;
    /** Writes a body that is a form; there where a media type is one, so that other documents do without. */
    readonly writeForm?: typeof buildForm;
    /** How some fields of a form are written; of the others the value tells. */
    readonly fields?: readonly Parameter[];
  };
  /** The statuses that the document lists and does not call errors. */
  readonly expected: readonly string[];
  /** Set where an answer is a page of a list. */
  readonly paging?: Paging;
  /** The properties of answers with integers of 64 bits; an empty name is for the body itself. */
  readonly longs?: readonly string[];
  /** Reads an answer with such integers; there with them, so that other documents do without. */
  readonly readLongs?: typeof parseExactJson;
  /** Set where the answer may come before the work is done. */
  readonly longRunning?: LongRunning;
}

/** How the end of a long-running operation is found. */
export interface LongRunning {
  /** Where the result is then, if the document says it. */
  readonly result?: "azure-async-operation" | "location" | "original-uri";
}
