import { FilterError, shorten } from "./filterError.js";

/** What a token is; `foreign` is a literal of a type that OData has and filters have not: `1.5`, `9L`, `duration'P1D'`. */
export type TokenKind = "name" | "string" | "integer" | "foreign" | "open" | "close" | "comma" | "end";

/** A piece of a filter. Positions count UTF-16 units from 0. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  /** Where the next character is. */
  readonly end: number;
}

const space = /\s*/uy;
const name = /[\p{L}\p{Nl}_$][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}\p{Cf}]*/uy;
// A minus sign belongs to its number; a plus sign is no part of one, whatever the documented grammar says, because the
// service reads filters with Microsoft's OData library, whose lexer has none.
const number = /-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?[LlMmDdFf]?/y;
const integer = /^-?[0-9]+$/;
const marks: ReadonlyMap<string, TokenKind> = new Map([
  ["(", "open"],
  [")", "close"],
  [",", "comma"],
]);
const [smallestInteger, largestInteger] = [-(2 ** 31), 2 ** 31 - 1];

/** Cuts a filter into tokens, one at a time, so that the first mistake in the text is the one that is told. */
export class Lexer {
  /** The token that is looked at. */
  token: Token;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.token = this.#read(0);
  }

  /** Whether the next character, with no space before it, is this one. */
  isFollowedBy(character: string): boolean {
    return this.#text[this.token.end] === character;
  }

  /** Moves to the next token and gives the one that was looked at. */
  next(): Token {
    const token = this.token;
    this.token = this.#read(token.end);
    return token;
  }

  /** The filter between two positions. */
  slice(start: number, end: number): string {
    return this.#text.slice(start, end);
  }

  /** An error at a position, for example `Expression expected`. */
  expected(what: string): FilterError {
    return this.error(`${what} expected at position ${this.token.start} in '${shorten(this.#text)}'.`);
  }

  /** The error for a token that cannot stand where it does. The service gives the position behind it. */
  misplaced(): FilterError {
    return this.error(`Syntax error at position ${this.token.end} in '${shorten(this.#text)}'.`);
  }

  /** An error about the filter as a whole. */
  error(what: string): FilterError {
    return new FilterError(this.#text, what);
  }

  #read(from: number): Token {
    const start = this.#endOf(space, from) ?? from;
    if (start === this.#text.length) return this.#make("end", start, start);
    const character = String.fromCodePoint(this.#text.codePointAt(start) as number);
    const mark = marks.get(character);
    if (mark !== undefined) return this.#make(mark, start, start + 1);
    if (character === "'") return this.#make("string", start, this.#endOfString(start));
    const nameEnd = this.#endOf(name, start);
    // A name that touches a quote is the type of the literal: eq'a' is one token, and no comparison.
    if (nameEnd !== undefined && this.#text[nameEnd] === "'") {
      return this.#make("foreign", start, this.#endOfString(nameEnd));
    }
    if (nameEnd !== undefined) return this.#make("name", start, nameEnd);
    const numberEnd = this.#endOf(number, start);
    if (numberEnd !== undefined) {
      return this.#make(isInteger(this.#text.slice(start, numberEnd)) ? "integer" : "foreign", start, numberEnd);
    }
    throw this.error(
      `Syntax error: character '${character}' is not valid at position ${start} in '${shorten(this.#text)}'.`,
    );
  }

  #make(kind: TokenKind, start: number, end: number): Token {
    return { kind, text: this.#text.slice(start, end), start, end };
  }

  #endOf(pattern: RegExp, from: number): number | undefined {
    pattern.lastIndex = from;
    return pattern.test(this.#text) ? pattern.lastIndex : undefined;
  }

  /** A quote inside a string is doubled. */
  #endOfString(start: number): number {
    for (let quote = this.#text.indexOf("'", start + 1); quote !== -1;) {
      if (this.#text[quote + 1] !== "'") return quote + 1;
      quote = this.#text.indexOf("'", quote + 2);
    }
    const { length } = this.#text;
    throw this.error(`There is an unterminated string literal at position ${length} in '${shorten(this.#text)}'.`);
  }
}

/** The service has integers of 32 bits. */
function isInteger(text: string): boolean {
  return integer.test(text) && Number(text) >= smallestInteger && Number(text) <= largestInteger;
}
