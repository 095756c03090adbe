import { getEventListeners } from "node:events";
import { Readable } from "node:stream";
import { inspect } from "node:util";
import type { WebPubSubClient } from "web-pubsub-rest/2024-12-01";
import { messageOf } from "./cases.js";
import type { Case } from "./cases.js";
import type { Failure, Outcome } from "./outcome.js";
import { whenOutOfPatience } from "./patience.js";

/** An access key for the campaign. It opens nothing. */
export const fakeKey = "fake-access-key-for-campaigns-only-0123456789+/==";

/** How long a caller reads from a stream, in milliseconds. */
const readingTime = 400;

/** Longer streams are read, and not looked at. */
const kept = 100_000;

type Answer = { status: string; body?: unknown };
type Pending = PromiseLike<Answer> & { asNodeStream(): Promise<object>; asBrowserStream(): Promise<object> };

/** What calls share with each other. */
export interface Surroundings {
  readonly client: WebPubSubClient;
  /** Attempts of a case that went through the client's pipeline. */
  attemptsOf(index: number): number;
  /** Which streams the client's transport hands out. */
  readonly streams: "node" | "browser";
}

/** Makes the call of a case, and waits for its end. */
export async function call(case_: Case, { client, attemptsOf, streams }: Surroundings): Promise<Outcome> {
  const controller = case_.abortAfter === undefined ? undefined : new AbortController();
  const reason = new Error("The caller has had enough.");
  const giveUp = (): void => controller?.abort(reason);
  if ((case_.abortAfter ?? 0) < 0) giveUp();
  // Before the timer: a machine under load may do something else in between.
  const start = performance.now();
  const timer = setTimeout(giveUp, Math.max(0, case_.abortAfter ?? 2 ** 30));
  let ended = false;
  let forget: (() => void) | undefined;
  const result = await Promise.race([
    finish(case_, () => beginCall(case_, client, controller?.signal), streams).then((end) => {
      ended = true;
      return end;
    }),
    new Promise<End>((resolve) => {
      forget = whenOutOfPatience(() => resolve({ ended: "never" }));
    }),
  ]);
  // It would hold the answer until it fires.
  forget?.();
  clearTimeout(timer);
  const { thrown, streamThrown, answer, ...end } = result;
  return {
    index: case_.index,
    ...end,
    ...(thrown !== undefined && { error: describe(thrown, reason) }),
    ...(streamThrown !== undefined && { streamError: describe(streamThrown, reason) }),
    attempts: attemptsOf(case_.index),
    elapsed: performance.now() - start,
    listeners: controller !== undefined && ended ? getEventListeners(controller.signal, "abort").length : 0,
    secret: findSecret(case_.index, thrown ?? answer),
  };
}

interface End extends Pick<Outcome, "ended" | "status" | "body" | "stream"> {
  readonly streamThrown?: unknown;
  readonly thrown?: unknown;
  readonly answer?: unknown;
}

async function finish({ reading }: Case, begin: () => Pending, streams: "node" | "browser"): Promise<End> {
  try {
    const pending = begin();
    if (reading === "stream") {
      const answer = (await (streams === "node" ? pending.asNodeStream() : pending.asBrowserStream())) as Answer;
      const { text, ...end } = await readStream(answer.body);
      return {
        ended: "answer",
        status: Number(answer.status),
        ...(text !== undefined && { body: text }),
        ...end,
        answer,
      };
    }
    const answer = await pending;
    if (reading === "twice" && (await pending) !== answer) throw new Error("A call has two answers.");
    return { ended: "answer", status: Number(answer.status), body: textOf(answer.body), answer };
  } catch (thrown) {
    return { ended: "error", thrown };
  }
}

/** Begins the call of a case, by the road that it takes. */
function beginCall(case_: Case, client: WebPubSubClient, abortSignal: AbortSignal | undefined): Pending {
  const { index, road, timeoutInMs } = case_;
  const message = messageOf(case_);
  const headers = { "x-case": String(index) };
  const sending = { ...(abortSignal && { abortSignal }), ...(timeoutInMs !== undefined && { timeoutInMs }) };
  const content = contentOf(case_, message);
  const address = addresses[case_.operation];
  if (road === "sendRequest") {
    const { body, contentType } = content;
    const request = {
      method: address.method,
      url: `${address.path}?api-version=2024-12-01`,
      headers: { ...headers, ...(address.isSend && { "content-type": contentType }) },
      ...(address.isSend && { body }),
    };
    return client.sendRequest(request, sending) as Pending;
  }
  const options = { headers, ...sending, ...(address.isSend && content) };
  const verb = address.method.toLowerCase() as "post";
  const path =
    road === "path"
      ? (client.path as (path: string, ...args: string[]) => object)(address.route, ...address.args)
      : client.pathUnchecked(`${address.path}?api-version=2024-12-01`);
  return (path as Record<string, (options: object) => Pending>)[verb]?.(options) as Pending;
}

const hub = "/api/hubs/{hub}";
const member = `${hub}/groups/{group}/connections/{connectionId}`;
const addresses = {
  send: { method: "POST", route: `${hub}/:send`, path: "/api/hubs/h/:send", args: ["h"], isSend: true },
  sendToGroup: {
    method: "POST",
    route: `${hub}/groups/{group}/:send`,
    path: "/api/hubs/h/groups/g/:send",
    args: ["h", "g"],
    isSend: true,
  },
  list: {
    method: "GET",
    route: `${hub}/groups/{group}/connections`,
    path: "/api/hubs/h/groups/g/connections",
    args: ["h", "g"],
    isSend: false,
  },
  exists: {
    method: "HEAD",
    route: `${hub}/groups/{group}`,
    path: "/api/hubs/h/groups/g",
    args: ["h", "g"],
    isSend: false,
  },
  add: {
    method: "PUT",
    route: member,
    path: "/api/hubs/h/groups/g/connections/c",
    args: ["h", "g", "c"],
    isSend: false,
  },
  remove: {
    method: "DELETE",
    route: member,
    path: "/api/hubs/h/groups/g/connections/c",
    args: ["h", "g", "c"],
    isSend: false,
  },
} as const;

function contentOf({ body }: Case, message: string): { contentType: string; body: unknown } {
  const bytes = new TextEncoder().encode(message);
  switch (body) {
    case "json":
      return { contentType: "application/json", body: { text: message } };
    case "text":
      return { contentType: "text/plain", body: message };
    case "bytes":
      return { contentType: "application/octet-stream", body: bytes };
    case "webStream":
      return { contentType: "application/octet-stream", body: new Blob([bytes]).stream() };
    case "nodeStream":
      return { contentType: "application/octet-stream", body: () => Readable.from([bytes]) };
  }
}

interface Source {
  next(): Promise<{ readonly done?: boolean | undefined; readonly value?: Uint8Array | undefined }>;
  /** Also while a chunk is waited for. */
  giveUp(): unknown;
}

/** A stream of either kind. */
function openStream(body: unknown): Source {
  if (body instanceof Readable) {
    const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
    return { next: () => chunks.next(), giveUp: () => body.destroy() };
  }
  if (body instanceof ReadableStream) {
    // While a web stream is read, only its reader can give it up.
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    return { next: () => reader.read(), giveUp: () => reader.cancel().catch(() => undefined) };
  }
  return { next: () => Promise.resolve({ done: true }), giveUp: () => undefined };
}

/** Reads a stream of either kind for a while. */
async function readStream(
  body: unknown,
): Promise<{ stream: "whole" | "failed" | "givenUp"; streamThrown?: unknown; text: string | undefined }> {
  const source = openStream(body);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const text = (): string | undefined => (length < kept ? Buffer.concat(chunks).toString() : undefined);
  let timer: NodeJS.Timeout | undefined;
  const reading = (async () => {
    for (;;) {
      const { done, value } = await source.next();
      if (done === true || value === undefined) return "whole" as const;
      length += value.length;
      if (length < kept) chunks.push(value);
    }
  })();
  const givenUp = new Promise<"givenUp">((resolve) => {
    timer = setTimeout(() => resolve("givenUp"), readingTime);
  });
  try {
    const stream = await Promise.race([reading, givenUp]);
    if (stream === "givenUp") {
      reading.catch(() => undefined);
      await source.giveUp();
    }
    return { stream, text: text() };
  } catch (streamThrown) {
    return { stream: "failed", streamThrown, text: text() };
  } finally {
    clearTimeout(timer);
  }
}

const textOf = (body: unknown): string =>
  body === undefined || body === null ? "" : typeof body === "string" ? body : JSON.stringify(body);

function describe(thrown: unknown, reason: Error): Failure {
  const { name, code, statusCode, message, cause } = thrown as Error & { code?: string; statusCode?: number };
  return { name, code, statusCode, message: String(message), hasReason: cause === reason };
}

/** Where a key or a token can be seen; looked for in some of the cases only, for it takes long. */
function findSecret(index: number, shown: unknown): string | undefined {
  const message = (shown as Error | undefined)?.message ?? "";
  if (hasSecret(message)) return "the error's message";
  if (index % 8 !== 0 || shown === undefined) return undefined;
  return hasSecret(inspect(shown, { depth: 12, showHidden: false, maxStringLength: 2000 }))
    ? "what is printed"
    : undefined;
}

const hasSecret = (text: string): boolean => text.includes(fakeKey) || /\beyJ[\w-]{10,}\.[\w-]{10,}/.test(text);
