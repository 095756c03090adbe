import type { PipelineRequest, PipelineResponse, SendRequest } from "@azure/core-rest-pipeline";

/**
 * Sends a request with a token, and takes the token off again. An answer holds its request, and so does an error: whoever
 * prints one of them must not print a token that is still good.
 */
export function sendWithAuthorization(
  request: PipelineRequest,
  authorization: string,
  next: SendRequest,
): Promise<PipelineResponse> {
  const { headers } = request;
  headers.set("authorization", authorization);
  return next(request).then(
    (response) => {
      headers.delete("authorization");
      return response;
    },
    (error: unknown) => {
      headers.delete("authorization");
      throw error;
    },
  );
}
