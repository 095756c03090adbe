// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import type { HttpHeaders, RawHttpHeaders } from "@azure/core-rest-pipeline";

/** The headers of a request or an answer, as the core library describes them: found by name in any letter case. */
export class HeaderMap implements HttpHeaders {
  /** By name in lower case. */
  readonly #values = new Map<string, string>();
  /** Names that were given in other letters, by the same. */
  #names: Map<string, string> | undefined;

  constructor(headers: Readonly<Record<string, string | number | boolean>> = {}) {
    for (const name in headers) this.set(name, headers[name] as string);
  }

  /**
   * The headers of an answer as Node.js and undici read them: names in lower case, values without blanks around them, in a list
   * where a header came several times.
   */
  static received(headers: Readonly<Record<string, string | string[] | undefined>>): HeaderMap {
    const result = new HeaderMap();
    for (const name in headers) {
      const value = headers[name];
      if (value !== undefined) result.#values.set(name, Array.isArray(value) ? value.join(", ") : value);
    }
    return result;
  }

  get(name: string): string | undefined {
    return this.#values.get(name.toLowerCase());
  }

  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }

  /** Takes away blanks around the value and line ends in it, which HTTP has no form for. */
  set(name: string, value: string | number | boolean): void {
    const key = name.toLowerCase();
    const text = String(value).trim();
    this.#values.set(key, text.includes("\n") || text.includes("\r") ? text.replace(/[\r\n]+/g, "") : text);
    if (key !== name) (this.#names ??= new Map()).set(key, name);
    else this.#names?.delete(key);
  }

  delete(name: string): void {
    this.#values.delete(name.toLowerCase());
  }

  toJSON({ preserveCase = false } = {}): RawHttpHeaders {
    const result: RawHttpHeaders = {};
    for (const [key, value] of this.#values) result[preserveCase ? this.#nameOf(key) : key] = value;
    return result;
  }

  toString(): string {
    return JSON.stringify(this.toJSON({ preserveCase: true }));
  }

  *[Symbol.iterator](): Iterator<[string, string]> {
    for (const [key, value] of this.#values) yield [this.#nameOf(key), value];
  }

  #nameOf(key: string): string {
    return this.#names?.get(key) ?? key;
  }
}
