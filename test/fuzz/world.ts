import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { inspect } from "node:util";
import { decodeJwt, jwtVerify } from "jose";
import { createWebPubSubClient } from "web-pubsub-rest/2024-12-01";
import type { WebPubSubClient, WebPubSubClientOptions } from "web-pubsub-rest/2024-12-01";
import { loadTransport } from "../support/builtTransports.js";
import type { Transport } from "../support/builtTransports.js";
import { close, listen } from "../support/listen.js";

/** An access key for tests. It opens nothing. */
export const fakeKey = "fake-access-key-for-fuzzing-only-0123456789+/==";

/** A request as it arrived. */
export interface Arrived {
  readonly method: string;
  /** Path and query, byte for byte as they were sent. */
  readonly url: string;
  /** Names as they were sent, and values, in turn. */
  readonly rawHeaders: readonly string[];
  /** What came of it, where the client has given it up. */
  readonly body: Buffer;
  /** The connection that it came on. */
  readonly socket: Socket;
  /** The value of a header, by its name in lower case. */
  header(name: string): string | undefined;
}

/** An answer of the server. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Without its length, in chunks. */
  readonly isChunked?: boolean;
}

/** How something that was tried has ended. */
export type Attempt<T> =
  { readonly value: T; readonly error?: never } | { readonly value?: never; readonly error: Error };

/** A server, a client, and what came from the one to the other. */
export interface World {
  /** What the clients send by. */
  readonly transport: Transport;
  /** Where the server is, with a path of its own, as behind a gateway. */
  readonly endpoint: string;
  readonly client: WebPubSubClient;
  /** Another server of this machine, to which nothing must ever be sent. */
  readonly elsewhere: string;
  /** A client with options of its own. */
  clientWith(options: WebPubSubClientOptions): WebPubSubClient;
  /**
   * Does something, and gives it back with the requests that came of it, and how many of them were there at once. No error may
   * show a key or a token.
   *
   * @param replies - the server's answers in turn; the last one is repeated. 202 by default.
   */
  observe<T>(
    act: () => T | PromiseLike<T>,
    replies?: readonly Reply[],
  ): Promise<{ end: Attempt<T>; arrived: Arrived[]; atOnce: number }>;
  /** Checks with a library of others that a request was signed, by the key, for exactly the URL that was sent. */
  checkSigned(request: Arrived): Promise<void>;
  close(): Promise<void>;
}

const prefix = "/base%20path";

/** Retries that take no time. */
const retryOptions = { retryDelayInMs: 1, maxRetryDelayInMs: 20 };

/** Tells which call a request belongs to. */
const callHeader = "x-call";

const numberCalls = (current: () => number) => ({
  name: "numberCalls",
  sendRequest(
    request: { headers: { set(name: string, value: string): void } },
    next: (request: never) => Promise<never>,
  ) {
    request.headers.set(callHeader, String(current()));
    return next(request as never);
  },
});

/** Opens a world. */
export async function openWorld(transport: Transport): Promise<World> {
  const over = await loadTransport(transport);
  let arrived: Arrived[] = [];
  let replies: readonly Reply[] = [];
  let current = 0;
  let underWay = 0;
  let atOnce = 0;
  const server = createServer(async (request, response) => {
    atOnce = Math.max(atOnce, (underWay += 1));
    response.once("close", () => (underWay -= 1));
    const received = await read(request);
    // What belongs to an earlier call, which was given up, is not of interest any more.
    if (Number(received.header(callHeader) ?? current) === current) arrived.push(received);
    const {
      status,
      headers = {},
      body = "",
      isChunked = false,
    } = replies[Math.min(arrived.length, replies.length) - 1] ?? { status: 202 };
    const length = isChunked ? {} : { "content-length": Buffer.byteLength(body) };
    response.writeHead(status, { ...length, ...headers }).end(body);
  });
  let strayed = 0;
  const trap = createServer((_, response) => {
    strayed += 1;
    response.writeHead(202).end();
  });
  const endpoint = (await listen(server)) + prefix;
  const elsewhere = await listen(trap);
  const clientWith = (options: WebPubSubClientOptions): WebPubSubClient =>
    createWebPubSubClient(
      endpoint,
      { key: fakeKey },
      {
        retryOptions,
        ...over(options),
        additionalPolicies: [{ policy: numberCalls(() => current), position: "perCall" }],
      },
    );
  return {
    transport,
    endpoint,
    elsewhere,
    client: clientWith({ timeoutInMs: 10_000 }),
    clientWith,
    async observe(act, given = []) {
      arrived = [];
      current += 1;
      atOnce = underWay;
      replies = given;
      strayed = 0;
      const end = await attempt(act);
      check(strayed === 0, "a request went to another server");
      if (end.error !== undefined) check(!showsSecret(end.error), "the error shows a key or a token");
      return { end, arrived, atOnce };
    },
    async checkSigned(request) {
      const token = request.header("authorization")?.replace("Bearer ", "") ?? "";
      const url = new URL(endpoint).origin + request.url;
      const { aud } = decodeJwt(token);
      check(aud === url, `signed for ${aud}, sent to ${url}`);
      await jwtVerify(token, new TextEncoder().encode(fakeKey), { audience: url });
    },
    async close() {
      for (const each of [server, trap]) await close(each);
    },
  };
}

/** Does something, and hands over how it ended. */
export async function attempt<T>(act: () => T | PromiseLike<T>): Promise<Attempt<T>> {
  try {
    return { value: await act() };
  } catch (error) {
    check(error instanceof Error, `something was thrown that is no error: ${typeof error}`);
    return { error: error as Error };
  }
}

/** Waits until something is so, and says whether it ever was. */
export async function comesTrue(condition: () => boolean): Promise<boolean> {
  const start = performance.now();
  while (!condition()) {
    if (performance.now() - start > 5000) return false;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return true;
}

/** What a property is made of. */
export function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/**
 * Checks that something was refused as a wrong argument, and by name.
 *
 * @param argument - what the name has to match
 */
export function checkRefused(error: Error, argument: RegExp): void {
  const { name, code, argument: named } = error as Error & { code?: string; argument?: string };
  const what = `${name} ${code ?? "without code"}: ${error.message.slice(0, 300)}`;
  check(error instanceof TypeError && code === "INVALID_ARGUMENT", `not refused as an argument, but ${what}`);
  check(typeof named === "string" && argument.test(named), `refused for "${named}", not for ${argument}: ${what}`);
  check(error.message.length < 600, "the refusal is longer than one reads");
}

/** Whether anybody who prints a value sees a secret. */
export const showsSecret = (value: unknown): boolean => hasSecret(inspect(value, { depth: 6, maxStringLength: 3000 }));

/** Whether a text holds the key, or something that looks like a token. */
export const hasSecret = (text: string): boolean => text.includes(fakeKey) || /eyJ[\w-]{12,}\.[\w-]{12,}/.test(text);

async function read(request: IncomingMessage): Promise<Arrived> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // The client has given it up.
  }
  const { method = "", url = "", rawHeaders, socket } = request;
  return {
    method,
    url,
    rawHeaders,
    socket,
    body: Buffer.concat(chunks),
    header: (name) => rawHeaders.find((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name),
  };
}
