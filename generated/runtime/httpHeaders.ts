// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import type { HttpHeaders, RawHttpHeaders } from "@azure/core-rest-pipeline";

/**
 * Values by name, without what objects inherit, so that no name means anything else. Lighter than a `Map`, two of which each
 * call would make; of an `Object.create(null)`, V8 makes a hash table.
 */
const Values = /* @__PURE__ */ (() => {
  const make = function () {} as unknown as new () => Record<string, string>;
  make.prototype = Object.create(null);
  return make;
})();

/** The headers of a request or an answer, as the core library describes them: found by name in any letter case. */
export class HeaderMap implements HttpHeaders {
  /** By name in lower case. */
  readonly #values: Record<string, string> = new Values();
  /** Names that were given in other letters, by the same. */
  #names: Map<string, string> | undefined;

  constructor(headers: Readonly<Record<string, string | number | boolean>> = {}) {
    for (const name in headers) this.set(name, headers[name] as string);
  }

  /**
   * The headers of an answer as Node.js and undici read them: names in lower case, values in a list where a header came several
   * times. Blanks behind a value, which undici leaves there, are no part of it (RFC 9110 section 5.5).
   */
  static received(headers: Readonly<Record<string, string | string[] | undefined>>): HeaderMap {
    const result = new HeaderMap();
    for (const name in headers) {
      const value = headers[name];
      if (value !== undefined) result.#values[name] = (Array.isArray(value) ? value.join(", ") : value).trim();
    }
    return result;
  }

  get(name: string): string | undefined {
    return this.#values[name.toLowerCase()];
  }

  has(name: string): boolean {
    return this.#values[name.toLowerCase()] !== undefined;
  }

  /** Takes away blanks around the value and line ends in it, which HTTP has no form for. */
  set(name: string, value: string | number | boolean): void {
    const key = name.toLowerCase();
    const text = String(value).trim();
    this.#values[key] = text.includes("\n") || text.includes("\r") ? text.replace(/[\r\n]+/g, "") : text;
    if (key !== name) (this.#names ??= new Map()).set(key, name);
    else this.#names?.delete(key);
  }

  delete(name: string): void {
    delete this.#values[name.toLowerCase()];
  }

  toJSON({ preserveCase = false } = {}): RawHttpHeaders {
    if (!preserveCase || this.#names === undefined) return { ...this.#values };
    return Object.fromEntries(this);
  }

  toString(): string {
    return JSON.stringify(this.toJSON({ preserveCase: true }));
  }

  *[Symbol.iterator](): Iterator<[string, string]> {
    for (const key in this.#values) yield [this.#names?.get(key) ?? key, this.#values[key] as string];
  }
}
