import { issueResourceToken, resourceScope } from "./issueToken.js";
import type { Verifier } from "./verifyToken.js";

/** A credential in the form of `TokenCredential` of `@azure/core-auth`, so that it goes wherever one of Microsoft Entra goes. */
export interface LocalTokenCredential {
  /**
   * Makes a token. `expiresOnTimestamp` is in milliseconds since 1970, an hour from now by the service's clock.
   *
   * @throws Error for a scope of another service: there a real credential would get a token that Web PubSub refuses
   */
  getToken(scopes: string | string[]): Promise<{ token: string; expiresOnTimestamp: number }>;
}

/** The credential for a service. */
export function tokenCredential(service: Verifier): LocalTokenCredential {
  return {
    async getToken(scopes) {
      if (![scopes].flat().includes(resourceScope))
        throw new Error(`The scope of Web PubSub is ${resourceScope}. Another one was asked for.`);
      return issueResourceToken(service);
    },
  };
}
