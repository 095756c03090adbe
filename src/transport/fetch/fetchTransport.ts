import type { HttpHeaders, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { longestTimer } from "../../../generated/runtime/deadline.js";
import { HeaderMap } from "../../../generated/runtime/httpHeaders.js";
import { argumentError } from "../../../generated/runtime/invalidArgument.js";
import { giveUpBody } from "../../../generated/runtime/readBody.js";
import type { TransportBounds } from "../bounds.js";
import { abortError, connectionError, insecureError, nameOf, protocolError, unconnectedCodes } from "../failure.js";
import { isCallersOwn, reportProgress } from "../progress.js";
import type { Transport } from "../transport.js";
import { isWantedAsStream } from "../wantedAsStream.js";
import { countBytes, explainToReader, readText, reasonOf } from "./readAnswer.js";
import type { Failure } from "./readAnswer.js";
import { Interruption } from "./interruption.js";
import { observedDispatcher } from "./observedDispatcher.js";
import { Semaphore } from "../semaphore.js";

/** The transport for browsers, workers, Deno and Bun: their own `fetch`, which keeps its connections itself. */
export function fetchTransport({ maxConnections, maxResponseBytes }: TransportBounds): Transport {
  // What fetch opens cannot be bounded, but how much of it is in flight can.
  const semaphore = new Semaphore(maxConnections);
  return {
    streams: "browser",
    async sendRequest(request) {
      if (!request.allowInsecureConnection && !request.url.startsWith("https:")) throw insecureError(request);
      const controller = new AbortController();
      const { abortSignal, timeout } = request;
      const interruption = new Interruption();
      let givenUp = undefined as Error | undefined;
      const abort = (): void => {
        givenUp = abortError(abortSignal);
        controller.abort(givenUp);
        interruption.raise(givenUp);
      };
      if (abortSignal?.aborted) throw abortError(abortSignal);
      abortSignal?.addEventListener("abort", abort);
      const timer = timeout > 0 ? setTimeout(abort, Math.min(timeout, longestTimer)) : undefined;
      const turn = semaphore.acquire();
      let isOver = false;
      const end = (): void => {
        if (isOver) return;
        isOver = true;
        clearTimeout(timer);
        abortSignal?.removeEventListener("abort", abort);
        // Also a turn that is still to come.
        void Promise.resolve(turn).then(() => semaphore.release());
      };
      try {
        if (turn !== undefined) await Promise.race([turn, new Promise((_, reject) => interruption.listen(reject))]);
        if (givenUp !== undefined) throw givenUp;
        return await exchange(request, controller.signal, interruption, maxResponseBytes, end);
      } catch (error) {
        end();
        // A stream that nobody has taken yet.
        if (givenUp !== undefined) giveUpBody(request.body);
        throw givenUp ?? error;
      }
    },
  };
}

/** One request and its answer. @param end - called when there is no more to come, unless it throws */
async function exchange(
  request: PipelineRequest,
  signal: AbortSignal,
  interruption: Interruption,
  maxResponseBytes: number,
  end: () => void,
): Promise<PipelineResponse> {
  const answer = await send(request, signal, interruption);
  const { status, body } = answer;
  const response: PipelineResponse = { status, headers: readHeaders(answer.headers), request };
  if (status === 101) throw protocolError(request);
  if (body !== null && isWantedAsStream(request, status)) {
    // The signal goes on counting until the stream has ended.
    response.browserStreamBody = countBytes(body, request.onDownloadProgress, end, interruption, (cause) =>
      explainToReader(request, status, cause),
    );
    return response;
  }
  if (body !== null && request.method !== "HEAD") {
    response.bodyAsText = await readText(request, status, body, maxResponseBytes, interruption);
  }
  end();
  return response;
}

/** A name may come more than once, as that of cookies does. */
function readHeaders(given: Headers): HttpHeaders {
  const headers = new HeaderMap();
  given.forEach((value, name) => {
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  });
  return headers;
}

async function send(request: PipelineRequest, signal: AbortSignal, interruption: Interruption): Promise<Response> {
  const { url, method, withCredentials, onUploadProgress, requestOverrides } = request;
  const body = (typeof request.body === "function" ? request.body() : request.body) as BodyInit | undefined;
  const isStream = typeof body === "object" && body !== null && "getReader" in body;
  // Some workers throw at members that they do not know.
  const knows = (name: string): boolean => typeof Request !== "undefined" && name in Request.prototype;
  const init = {
    method,
    headers: [...request.headers],
    signal,
    ...(body !== undefined && {
      body: isStream ? countBytes(body as ReadableStream<Uint8Array>, onUploadProgress, undefined, interruption) : body,
    }),
    ...(isStream && { duplex: "half" }),
    ...(knows("credentials") && { credentials: withCredentials ? "include" : "same-origin" }),
    ...(knows("cache") && { cache: "no-store" }),
    ...requestOverrides,
    ...observedDispatcher(requestOverrides?.["dispatcher"], interruption),
  } as RequestInit;
  try {
    const answer = await fetch(url, init);
    if (body !== undefined && !isStream && onUploadProgress !== undefined)
      reportProgress(onUploadProgress, sizeOf(body));
    return answer;
  } catch (cause) {
    // Whoever gave it up knows why.
    if (signal.aborted) throw cause;
    const reason = reasonOf(cause as Failure, interruption.cause as Failure);
    if (!isCallersOwn(reason) && (/_INVALID_ARG|_NOT_SUPPORTED/.test(String(reason?.code)) || isInvalid(url, init))) {
      const expected =
        'one that fetch sends: no body with GET or HEAD, and not every method, header and "requestOverrides"';
      throw argumentError("request", expected, request, { phrase: nameOf(request) });
    }
    const isConnected = interruption.isConnected ?? !isRefused(cause as Failure);
    throw connectionError(request, reason, { kind: isConnected ? "sent" : "unsent" });
  }
}

/**
 * Whether fetch has refused what it was given. A `Request` refuses it for the same reasons, and knows of no network. What either
 * says is not repeated: it may be the value of a header.
 */
function isInvalid(url: string, init: RequestInit): boolean {
  try {
    // A body of any content will do; a stream has been taken already.
    void (typeof Request !== "undefined" && new Request(url, { ...init, body: (init.body && "-") as BodyInit }));
    return false;
  } catch {
    return true;
  }
}

/**
 * Whether no connection was made, as the runtimes say it: Node.js by the code of the cause, Bun by a code of its own, Deno in
 * words. Browsers and workers do not tell. Services refuse certificates, too, of which the codes have the word in full; and the
 * words that count have spaces, which URLs that Deno repeats have not.
 */
function isRefused(error: Failure): boolean {
  const code = String(reasonOf(error)?.code);
  return (
    unconnectedCodes.has(code) ||
    /^\w*CERT(?!IF)|^UNABLE_| \(Connect\)|secure TLS|TLS handshake/.test(
      `${code} ${error?.message} ${error?.cause?.message}`,
    )
  );
}

/** The bytes of a text, an array or a `Blob`; a form does not say how many it has. */
function sizeOf(body: BodyInit): number {
  if (typeof body === "string") return new TextEncoder().encode(body).length;
  const { byteLength, size = 0 } = body as { readonly byteLength?: number; readonly size?: number };
  return byteLength ?? size;
}
