import type { HttpHeaders, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { HeaderMap } from "../../../generated/runtime/httpHeaders.js";
import { abortError, connectionError, insecureError, protocolError, unconnectedCodes } from "../failure.js";
import type { TransportBounds } from "../bounds.js";
import { isCallersOwn, tell } from "../progress.js";
import type { Transport } from "../transport.js";
import { isWantedAsStream } from "../wantedAsStream.js";
import { countBytes, readText } from "./readAnswer.js";
import { Interruption } from "./interruption.js";
import { tellingOfFailures } from "./muteFetch.js";
import { Queue } from "../queue.js";

/** The transport for browsers, workers, Deno and Bun: their own `fetch`, which keeps its connections itself. */
export function fetchTransport({ maxConnections, maxResponseBytes }: TransportBounds): Transport {
  // What fetch opens cannot be bounded, but how much of it is in flight can.
  const queue = new Queue(maxConnections);
  return {
    streams: "browser",
    async sendRequest(request) {
      if (!request.allowInsecureConnection && !request.url.startsWith("https:")) throw insecureError(request);
      const controller = new AbortController();
      const { abortSignal, timeout } = request;
      const interruption = new Interruption();
      const abort = (): void => {
        const error = abortError(abortSignal);
        controller.abort(error);
        interruption.raise(error);
      };
      if (abortSignal?.aborted) throw abortError();
      abortSignal?.addEventListener("abort", abort);
      const timer = timeout > 0 ? setTimeout(abort, timeout) : undefined;
      await queue.enter();
      let isOver = false;
      const end = (): void => {
        if (isOver) return;
        isOver = true;
        clearTimeout(timer);
        abortSignal?.removeEventListener("abort", abort);
        queue.leave();
      };
      try {
        if (controller.signal.aborted) throw abortError();
        return await exchange(request, controller.signal, interruption, maxResponseBytes, end);
      } catch (error) {
        end();
        throw controller.signal.aborted ? abortError() : error;
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
    response.browserStreamBody = countBytes(body, request.onDownloadProgress, end, interruption);
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
      body: isStream ? countBytes(body as ReadableStream<Uint8Array>, onUploadProgress) : body,
    }),
    ...(isStream && { duplex: "half" }),
    ...(knows("credentials") && { credentials: withCredentials ? "include" : "same-origin" }),
    ...(knows("cache") && { cache: "no-store" }),
    ...requestOverrides,
    ...tellingOfFailures(requestOverrides?.["dispatcher"], (error) => interruption.raise(error)),
  } as RequestInit;
  try {
    const answer = await fetch(url, init);
    if (body !== undefined && !isStream && onUploadProgress !== undefined) tell(onUploadProgress, sizeOf(body));
    return answer;
  } catch (cause) {
    if (signal.aborted) throw abortError();
    throw connectionError(request, reasonOf(cause), { kind: isRefused(cause) ? "unsent" : "sent" });
  }
}

/** The failure that fetch wraps, where it has a code or is the caller's own. */
function reasonOf(error: unknown): unknown {
  const { code, cause } = (error ?? {}) as { readonly code?: unknown; readonly cause?: { readonly code?: unknown } };
  if (code !== undefined || isCallersOwn(error)) return error;
  return typeof cause?.code === "string" || isCallersOwn(cause) ? cause : error;
}

/**
 * Whether no connection was made, as the runtimes say it: Node.js by the code of the cause, Bun by a code of its own, Deno in
 * words. Browsers and workers do not tell.
 */
function isRefused(error: unknown): boolean {
  const { code, message } = (reasonOf(error) ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return unconnectedCodes.has(String(code)) || /tcp connect error|dns error|Connection refused/i.test(String(message));
}

function sizeOf(body: BodyInit): number {
  if (typeof body === "string") return new TextEncoder().encode(body).length;
  return ArrayBuffer.isView(body) || body instanceof ArrayBuffer
    ? body.byteLength
    : body instanceof Blob
      ? body.size
      : 0;
}
