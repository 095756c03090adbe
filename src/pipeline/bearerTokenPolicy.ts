import type { PipelinePolicy, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import type { GetTokenOptions } from "@azure/core-auth";
import { RestError } from "../../generated/runtime/restError.js";
import type { BearerTokens } from "../credential/bearerTokens.js";
import type { Endpoint } from "../endpoint.js";
import { warn } from "../logger.js";
import { insecureConnection } from "../transport/failure.js";
import { sendWithAuthorization } from "./authorization.js";
import { discard } from "./discard.js";

/** The policy's name in a pipeline: that of the core library's, whose place it takes. */
export const bearerTokenPolicyName = "bearerTokenAuthenticationPolicy";

/**
 * Puts a Microsoft Entra ID token on each attempt that goes to the service, and on none that a redirect or a policy leads to
 * another origin: whoever has a token can use it. Over plain http it goes to a loopback host only: what never leaves the
 * machine cannot be overheard on its way.
 *
 * A service that revokes tokens answers 401 with claims that a new one must meet (Microsoft docs, "Claims challenges, claims
 * requests, and client capabilities"); the request is then sent once more with such a token.
 *
 * @param service - where tokens are for
 * @throws RestError, as a rejection, for an address that a token must not go to
 */
export function bearerTokenPolicy(tokens: BearerTokens, service: Endpoint): PipelinePolicy {
  const home = `${new URL(service.url).origin}/`;
  return {
    name: bearerTokenPolicyName,
    async sendRequest(request, next) {
      if (!request.url.startsWith(home)) {
        warn(`No token goes along to ${new URL(request.url).origin}, which is not the service's origin.`);
        return next(request);
      }
      if (service.isPlainHttp && !service.isLoopback) throw notEncrypted(request);
      const options = tokenOptions(request);
      const token = await tokens.get(options);
      const response = await sendWithAuthorization(request, `Bearer ${token}`, next);
      const claims = claimsOf(response);
      if (claims === undefined) return response;
      discard(response);
      const renewed = await tokens.renew(token, { ...options, claims });
      return sendWithAuthorization(request, `Bearer ${renewed}`, next);
    },
  };
}

/** The signal of one call is left out: others may be waiting for the same token. */
function tokenOptions({ tracingOptions }: PipelineRequest): GetTokenOptions {
  return tracingOptions === undefined ? {} : { tracingOptions };
}

function claimsOf({ status, headers }: PipelineResponse): string | undefined {
  if (status !== 401) return undefined;
  const challenge = headers.get("WWW-Authenticate");
  if (challenge === undefined || !/error="?insufficient_claims"?/.test(challenge)) return undefined;
  const encoded = /claims="([A-Za-z0-9+/=_-]+)"/.exec(challenge)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const text = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder().decode(Uint8Array.from(text, (char) => char.charCodeAt(0)));
  } catch {
    // Not every runtime has `atob`, and not everything is base64: the 401 is the answer then.
    return undefined;
  }
}

function notEncrypted(request: PipelineRequest): RestError {
  const message =
    "a token of a TokenCredential does not go to a non-https address of another machine. Use an https endpoint.";
  return new RestError(message, { code: insecureConnection, request });
}
