import type { PipelineRequest, PipelineResponse, SendRequest } from "@azure/core-rest-pipeline";

/** What the requests of answers that are errors were sent with. Nothing that is printed leads here. */
const ofFailed = new WeakMap<object, string>();

/** With which token a request was answered by an error; whoever repeats what the answer says leaves it out. */
export const authorizationOf = (request: object): string | undefined => ofFailed.get(request);

/**
 * Sends a request with a token, and takes the token off again. An answer holds its request, and so does an error: whoever
 * prints one of them must not print a token that is still good.
 */
export async function sendWithAuthorization(
  request: PipelineRequest,
  authorization: string,
  next: SendRequest,
): Promise<PipelineResponse> {
  const { headers } = request;
  headers.set("authorization", authorization);
  try {
    const response = await next(request);
    if (response.status >= 400) ofFailed.set(request, authorization);
    return response;
  } finally {
    headers.delete("authorization");
  }
}
