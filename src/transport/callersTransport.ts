import type { HttpClient } from "@azure/core-rest-pipeline";

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
      abortSignal.addEventListener("abort", () => controller.abort());
      if (abortSignal.aborted) controller.abort();
      request.abortSignal = controller.signal;
      return httpClient.sendRequest(request).finally(() => {
        request.abortSignal = abortSignal;
      });
    },
  };
}
