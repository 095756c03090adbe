import type { HttpHeaders, RawHttpHeaders } from "@azure/core-rest-pipeline";

/** The headers of a request or an answer, as the core library describes them: found by name in any letter case. */
export class HeaderMap implements HttpHeaders {
  readonly #headers = new Map<string, [name: string, value: string]>();

  constructor(headers: Readonly<Record<string, string | number | boolean>> = {}) {
    for (const name in headers) this.set(name, headers[name] as string);
  }

  get(name: string): string | undefined {
    return this.#headers.get(name.toLowerCase())?.[1];
  }

  has(name: string): boolean {
    return this.#headers.has(name.toLowerCase());
  }

  /** Takes away blanks around the value and line ends in it, which HTTP has no form for. */
  set(name: string, value: string | number | boolean): void {
    this.#headers.set(name.toLowerCase(), [name, String(value).trim().replace(lineEnds, "")]);
  }

  delete(name: string): void {
    this.#headers.delete(name.toLowerCase());
  }

  toJSON({ preserveCase = false } = {}): RawHttpHeaders {
    const result: RawHttpHeaders = {};
    for (const [key, [name, value]] of this.#headers) result[preserveCase ? name : key] = value;
    return result;
  }

  toString(): string {
    return JSON.stringify(this.toJSON({ preserveCase: true }));
  }

  [Symbol.iterator](): Iterator<[string, string]> {
    return this.#headers.values();
  }
}

const lineEnds = /[\r\n]+/g;
