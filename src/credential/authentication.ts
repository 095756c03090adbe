import type { KeyCredential, TokenCredential } from "@azure/core-auth";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { argumentError } from "../../generated/runtime/invalidArgument.js";
import type { Endpoint } from "../endpoint.js";
import { accessKeyPolicy, accessKeyPolicyName } from "../pipeline/accessKeyPolicy.js";
import { bearerTokenPolicy, bearerTokenPolicyName } from "../pipeline/bearerTokenPolicy.js";
import { BearerTokens } from "./bearerTokens.js";
import { keySigner } from "./keySigner.js";
import type { Sign } from "./keySigner.js";
import { RequestTokens } from "./requestTokens.js";

/** What Microsoft Entra ID is asked for in the public cloud (Microsoft docs, reference-rest-api-data-plane.md). */
const defaultScope = "https://webpubsub.azure.com/.default";

/** The policies that a client's authentication may consist of. */
export const authenticationPolicyNames = [accessKeyPolicyName, bearerTokenPolicyName];

/** How a client proves who it is. */
export interface Authentication {
  /** Adds the proof to a request while it is on its way. */
  readonly policy: PipelinePolicy;
  /** Signs client access tokens; only a key can. */
  readonly sign: Sign | undefined;
}

/**
 * By the rule of `isTokenCredential` of `@azure/core-auth`, whose newest release brings built-ins of Node.js into workers for it,
 * and everywhere utilities of the core library that nothing else here needs. What signs requests by itself has a `getToken` that
 * means something else.
 */
export function isTokenCredential(credential: KeyCredential | TokenCredential): credential is TokenCredential {
  const { getToken, signRequest } = (credential ?? {}) as Partial<TokenCredential> & { readonly signRequest?: unknown };
  return typeof getToken === "function" && (signRequest === undefined || getToken.length > 0);
}

/**
 * Chooses the way of authentication that a credential allows.
 *
 * @param credential - a key, or a source of Microsoft Entra ID tokens
 * @param service - where the proof is for
 * @param scopes - for a token credential, what to ask tokens for
 * @throws TypeError with code `INVALID_ARGUMENT`
 */
export function authenticate(
  credential: KeyCredential | TokenCredential,
  service: Endpoint,
  scopes: string[] = [defaultScope],
): Authentication {
  if (isTokenCredential(credential)) {
    return { policy: bearerTokenPolicy(new BearerTokens(credential, scopes), service), sign: undefined };
  }
  if ("key" in Object(credential)) return authenticateByKey(credential);
  throw argumentError("credential", "a KeyCredential such as { key } or a TokenCredential", credential);
}

/**
 * The way of authentication by a key. A function of its own, so that a program that has its key from a connection string carries
 * nothing for tokens of Microsoft Entra ID.
 *
 * @throws TypeError with code `INVALID_ARGUMENT`
 */
export function authenticateByKey(credential: KeyCredential): Authentication {
  const signer = keySigner(credential);
  signer.currentKey();
  return { policy: accessKeyPolicy(new RequestTokens(signer)), sign: signer.sign };
}
