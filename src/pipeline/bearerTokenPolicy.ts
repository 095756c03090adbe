import type { PipelinePolicy, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import type { GetTokenOptions } from "@azure/core-auth";
import { RestError } from "../../generated/runtime/restError.js";
import type { BearerTokens } from "../credential/bearerTokens.js";
import type { Endpoint } from "../endpoint.js";
import { insecureConnection } from "../transport/failure.js";
import { sendWithAuthorization } from "./authorization.js";

/** The policy's name in a pipeline: that of the core library's, whose place it takes. */
export const bearerTokenPolicyName = "bearerTokenAuthenticationPolicy";

/**
 * Puts a Microsoft Entra ID token on each attempt. Over plain http it goes to the service on a loopback host only: what never
 * leaves the machine cannot be overheard on its way.
 *
 * A service that revokes tokens answers 401 with claims that a new one must meet (Microsoft docs, "Claims challenges, claims
 * requests, and client capabilities"); the request is then sent once more with such a token.
 *
 * @param service - where tokens are for
 * @throws RestError, as a rejection, for an address that a token must not go to
 */
export function bearerTokenPolicy(tokens: BearerTokens, service: Endpoint): PipelinePolicy {
  const mayBePlain = service.isLoopback && service.isPlainHttp ? `${service.url}/` : undefined;
  return {
    name: bearerTokenPolicyName,
    async sendRequest(request, next) {
      const { url } = request;
      if (!url.startsWith("https:") && (mayBePlain === undefined || !url.startsWith(mayBePlain))) {
        throw notEncrypted(request);
      }
      const options = tokenOptions(request);
      const response = await sendWithAuthorization(request, `Bearer ${await tokens.get(options)}`, next);
      const claims = claimsOf(response);
      if (claims === undefined) return response;
      const token = await tokens.renew({ ...options, claims });
      return sendWithAuthorization(request, `Bearer ${token}`, next);
    },
  };
}

/** The signal of one call is left out: others may be waiting for the same token. */
function tokenOptions({ tracingOptions }: PipelineRequest): GetTokenOptions {
  return tracingOptions === undefined ? {} : { tracingOptions };
}

function claimsOf({ status, headers }: PipelineResponse): string | undefined {
  // Not every runtime has `atob`; the 401 is the answer there.
  if (status !== 401 || typeof atob === "undefined") return undefined;
  const challenge = headers.get("WWW-Authenticate");
  if (challenge === undefined || !/error="?insufficient_claims"?/.test(challenge)) return undefined;
  const encoded = /claims="([A-Za-z0-9+/=_-]+)"/.exec(challenge)?.[1];
  if (encoded === undefined) return undefined;
  const bytes = Uint8Array.from(atob(encoded.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

function notEncrypted(request: PipelineRequest): RestError {
  const message =
    "a token of a TokenCredential does not go to a non-https address of another machine. Use an https endpoint.";
  return new RestError(message, { code: insecureConnection, request });
}
