import { jwtVerify } from "jose";
import type { JWTPayload } from "jose";
import type { Clock } from "../clock.js";
import { isMeantFor } from "./audience.js";
import { signingKey } from "./keys.js";

/** What tokens are checked with. */
export interface Verifier {
  /** The key; its UTF-8 bytes are the secret, not what it would be as base64 (Microsoft docs, reference-rest-api-data-plane.md). */
  readonly accessKey: string;
  /** Another key that is as good, if there is one. */
  readonly secondaryAccessKey?: string | undefined;
  readonly clock: Clock;
}

/** How far clocks may be apart, in seconds. The service forgives five minutes. */
const clockTolerance = 300;

/**
 * Checks a token.
 *
 * @param verifier - key and clock
 * @param token - a JSON Web Token in compact form
 * @param audiences - addresses that the token may be for
 * @returns the token's claims, or nothing where the token is no good
 */
export async function verifyToken(
  { accessKey, secondaryAccessKey, clock }: Verifier,
  token: string,
  audiences: readonly string[],
): Promise<JWTPayload | undefined> {
  return (
    (await verifyWith(accessKey, clock, token, audiences)) ??
    (secondaryAccessKey === undefined ? undefined : verifyWith(secondaryAccessKey, clock, token, audiences))
  );
}

async function verifyWith(
  accessKey: string,
  clock: Clock,
  token: string,
  audiences: readonly string[],
): Promise<JWTPayload | undefined> {
  const key = signingKey(accessKey);
  const known = key.known(token);
  if (known !== undefined) return isTimely(known, clock) && isFor(known, audiences) ? known : undefined;
  try {
    const { payload } = await jwtVerify(token, await key.secret, {
      algorithms: ["HS256"],
      clockTolerance,
      currentDate: new Date(clock.now()),
      requiredClaims: ["aud", "exp"],
    });
    key.note(token, payload);
    return isFor(payload, audiences) ? payload : undefined;
  } catch {
    // Why a token is no good is not for its bearer to know.
    return undefined;
  }
}

/** Whether a token that was good once still is, by the same rule (RFC 7519, sections 4.1.4 and 4.1.5). */
function isTimely({ exp = 0, nbf = 0 }: JWTPayload, clock: Clock): boolean {
  const now = Math.floor(clock.now() / 1000);
  return exp > now - clockTolerance && nbf <= now + clockTolerance;
}

function isFor({ aud }: JWTPayload, audiences: readonly string[]): boolean {
  return [aud]
    .flat()
    .some((audience) => audience !== undefined && audiences.some((address) => isMeantFor(audience, address)));
}

/** The token in an `Authorization` header, if there is one. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(header ?? "")?.[1];
}
