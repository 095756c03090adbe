/** What the scenarios share. They are compiled together with the generated clients, so their calls prove the types. */

/** Scenarios by the name that the test server counts them under. */
export type Scenarios = Record<string, () => Promise<unknown>>;

/** For every client: the server speaks http, and its retries need no patience. */
export const options = { allowInsecureConnection: true, retryOptions: { retryDelayInMs: 1, maxRetryDelayInMs: 1 } };

interface Response {
  readonly status: string;
  readonly headers: object;
  readonly body: unknown;
}

/** The answers that the document lists with this status. */
type WithStatus<TResponse, TStatus extends string> = Extract<TResponse, { status: TStatus }>;

/** The answers with a status that the document does not list. */
type WithOtherStatus<TResponse> = TResponse extends { status: infer TStatus }
  ? string extends TStatus
    ? TResponse
    : never
  : never;

/** Waits for an answer, which must have the status that the document lists. */
export async function answer<TResponse extends Response, TStatus extends string>(
  call: PromiseLike<TResponse>,
  status: TStatus,
): Promise<WithStatus<TResponse, TStatus>> {
  return requireStatus(await call, status) as WithStatus<TResponse, TStatus>;
}

/** Waits for an answer, which must have a status that the document does not list. */
export async function failure<TResponse extends Response>(
  call: PromiseLike<TResponse>,
  status: string,
): Promise<WithOtherStatus<TResponse>> {
  return requireStatus(await call, status) as WithOtherStatus<TResponse>;
}

function requireStatus(response: Response, status: string): unknown {
  if (response.status === status) return response;
  throw new Error(`Status ${response.status} instead of ${status}: ${JSON.stringify(response.body)}`);
}

/** The call must be answered with status 200. */
export const succeeds = async <TResponse extends Response>(call: PromiseLike<TResponse>): Promise<unknown> =>
  requireStatus(await call, "200");

/** The call must be answered with this status and body; the body must be of the type that the client promises. */
export async function returns<TResponse extends Response, TStatus extends string>(
  call: PromiseLike<TResponse>,
  status: TStatus,
  expected: NoInfer<WithStatus<TResponse, TStatus>["body"]> | undefined,
): Promise<void> {
  equal((await answer(call, status)).body, expected);
}

/** The same where the server breaks its own document: its values arrive as they are. */
export async function returnsRaw<TResponse extends Response, TStatus extends string>(
  call: PromiseLike<TResponse>,
  status: TStatus,
  expected: unknown,
): Promise<void> {
  equal<unknown>((await answer(call, status)).body, expected);
}

/** The call must be rejected with an error of this code, or for an answer of this status. */
export async function rejects(call: PromiseLike<unknown>, expected: string | number): Promise<void> {
  const outcome = await call.then(
    () => "no error",
    (error: { code?: unknown; statusCode?: unknown }) => error.code ?? error.statusCode,
  );
  equal(outcome, expected);
}

/** Compares two JSON values. */
export function equal<T>(actual: T, expected: NoInfer<T>): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${a} instead of ${b}`);
}

/** A policy that keeps cookies, by which the server tells the second attempt of a call from the first. */
export function cookiePolicy() {
  let cookie: string | undefined;
  return {
    name: "cookies",
    async sendRequest<
      TRequest extends { headers: { set(name: string, value: string): void } },
      TResponse extends { headers: { get(name: string): string | undefined } },
    >(request: TRequest, next: (request: TRequest) => Promise<TResponse>): Promise<TResponse> {
      if (cookie !== undefined) request.headers.set("cookie", cookie);
      const response = await next(request);
      cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
      return response;
    },
  };
}

/** The chunks of an answer that was asked for as a stream of Node.js; it has no types here, where nothing is of Node.js. */
export const chunksOf = (stream: object | undefined) => (stream ?? []) as AsyncIterable<Uint8Array>;

/** All bytes of such an answer, as text. */
export async function readText(stream: object | undefined): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of chunksOf(stream)) text += decoder.decode(chunk, { stream: true });
  return text;
}
