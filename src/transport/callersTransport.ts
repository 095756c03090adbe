import type { HttpClient, PipelineResponse } from "@azure/core-rest-pipeline";
import { abortError } from "./failure.js";
import { countBytes } from "./fetch/readAnswer.js";

/**
 * A transport of the caller's own. It is given an `AbortSignal` of the platform, which `fetch` insists on, in place of the
 * lighter one that calls carry.
 */
export function callersTransport(httpClient: HttpClient): HttpClient {
  return {
    sendRequest(request) {
      const { abortSignal } = request;
      if (abortSignal === undefined || abortSignal instanceof AbortSignal) return httpClient.sendRequest(request);
      const controller = new AbortController();
      const abort = (): void => controller.abort(abortError(abortSignal));
      const forget = (): void => abortSignal.removeEventListener("abort", abort);
      abortSignal.addEventListener("abort", abort);
      if (abortSignal.aborted) abort();
      request.abortSignal = controller.signal;
      return httpClient
        .sendRequest(request)
        .then(
          (response) => forgetAtEnd(response, forget),
          (error: unknown) => {
            forget();
            throw error;
          },
        )
        .finally(() => {
          request.abortSignal = abortSignal;
        });
    },
  };
}

/** An answer that is read as a stream is given up by the signal, too, until the stream has ended. */
function forgetAtEnd(response: PipelineResponse, forget: () => void): PipelineResponse {
  const { readableStreamBody, browserStreamBody } = response;
  if (readableStreamBody !== undefined) (readableStreamBody as ClosingStream).once?.("close", forget);
  else if (browserStreamBody === undefined) forget();
  else response.browserStreamBody = countBytes(browserStreamBody, undefined, forget);
  return response;
}

/** A stream of Node.js, by what is asked of it here. */
interface ClosingStream {
  once?(event: "close", listener: () => void): unknown;
}
