import type { Duplex } from "node:stream";

/** The head of a request as it came. */
export interface Head {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}

/**
 * Reads the requests of one connection, byte by byte as they come. Node's own server would not let an answer be anything
 * but HTTP, so the campaign has this one.
 */
export class RequestReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(socket: Duplex) {
    this.#chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** The next head, or nothing where the connection has ended. */
  async head(): Promise<Head | undefined> {
    const end = "\r\n\r\n";
    while (!this.#rest.includes(end)) {
      if (!(await this.more())) return undefined;
    }
    const length = this.#rest.indexOf(end);
    const [first = "", ...lines] = this.#take(length + end.length)
      .toString("latin1", 0, length)
      .split("\r\n");
    const [method = "", url = ""] = first.split(" ");
    const headers = new Map(
      lines.map((line) => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    );
    return { method, url, headers };
  }

  /** The body that belongs to a head, or nothing where the connection ended before it did. */
  async body({ headers }: Head): Promise<Buffer | undefined> {
    if (headers.get("transfer-encoding")?.toLowerCase() === "chunked") return this.#chunked();
    const length = Number(headers.get("content-length") ?? 0);
    return (await this.#has(length)) ? this.#take(length) : undefined;
  }

  /** Waits for more bytes; false where there are none any more. */
  async more(): Promise<boolean> {
    const { done, value } = await this.#chunks.next();
    if (done === true) return false;
    this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value]);
    return true;
  }

  async #chunked(): Promise<Buffer | undefined> {
    const parts: Buffer[] = [];
    for (;;) {
      while (!this.#rest.includes("\r\n")) if (!(await this.more())) return undefined;
      const line = this.#rest.indexOf("\r\n");
      const length = Number.parseInt(this.#take(line + 2).toString("latin1"), 16);
      if (!(await this.#has(length + 2))) return undefined;
      parts.push(this.#take(length + 2).subarray(0, length));
      if (length === 0) return Buffer.concat(parts);
    }
  }

  async #has(length: number): Promise<boolean> {
    while (this.#rest.length < length) if (!(await this.more())) return false;
    return true;
  }

  #take(length: number): Buffer {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }
}
