import type { HttpClient } from "@azure/core-rest-pipeline";
import { abortError } from "./failure.js";

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
      // Never taken back: an answer that is read as a stream is given up by it too, and it goes with its call.
      abortSignal.addEventListener("abort", () => controller.abort(abortError(abortSignal)));
      if (abortSignal.aborted) controller.abort(abortError(abortSignal));
      request.abortSignal = controller.signal;
      return httpClient.sendRequest(request).finally(() => {
        request.abortSignal = abortSignal;
      });
    },
  };
}
