import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import type { JWTHeaderParameters } from "jose";
import type { Verifier } from "./verifyToken.js";

/** What a Microsoft Entra token for the service is for (Microsoft docs, reference-rest-api-data-plane.md). */
export const resourceAudience = "https://webpubsub.azure.com";

/** What such a token is asked for with (same document). */
export const resourceScope = `${resourceAudience}/.default`;

/** What a client token says. */
export interface ClientTokenInit {
  /** Scheme and host of the service, as the client addresses it. */
  readonly origin: string;
  readonly hub: string;
  /** Where the client is to connect, up to the hub. */
  readonly path: string;
  readonly userId: string | undefined;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  /** How long it may be used to connect. */
  readonly minutes: number;
}

/** What names the key in the tokens of the live service. Nobody can look it up there, nor here. */
const keyId = `s-${randomUUID()}`;

/**
 * Makes a token that a client can connect with. Its header and claims are those of the tokens that the live service makes (recorded
 * traffic of its Java SDK, TokenGenerationTest).
 */
export function issueClientToken(service: Verifier, init: ClientTokenInit): Promise<string> {
  const { origin, hub, path, userId, roles, groups, minutes } = init;
  const claims = {
    ...(userId !== undefined && { sub: userId }),
    ...(roles.length > 0 && { role: roles }),
    ...(groups.length > 0 && { "webpubsub.group": groups }),
  };
  return sign(service, claims, `${origin}${path}${hub}`, minutes * 60, { kid: keyId, cty: "JWT" });
}

/** Makes a token that passes for one of Microsoft Entra: the local service takes no other. Valid for an hour. */
export async function issueResourceToken(service: Verifier): Promise<{ token: string; expiresOnTimestamp: number }> {
  const seconds = 3600;
  const expiresOnTimestamp = service.clock.now() + seconds * 1000;
  return { token: await sign(service, {}, resourceAudience, seconds), expiresOnTimestamp };
}

function sign(
  { accessKey, clock }: Verifier,
  claims: object,
  audience: string,
  seconds: number,
  header: Partial<JWTHeaderParameters> = {},
): Promise<string> {
  const now = Math.floor(clock.now() / 1000);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "HS256", typ: "JWT", ...header })
    .setNotBefore(now)
    .setExpirationTime(now + seconds)
    .setIssuedAt(now)
    .setIssuer(resourceAudience)
    .setAudience(audience)
    .sign(new TextEncoder().encode(accessKey));
}
