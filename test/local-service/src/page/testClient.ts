import { issueClientToken } from "../auth/issueToken.js";
import type { Verifier } from "../auth/verifyToken.js";
import { hubNameRule, isHubName } from "../hub/names.js";

/** A client that somebody wants to connect from the page. */
export interface TestClient {
  /** What its answer is to be known by. */
  readonly id: number;
  readonly connectTo: string;
  /** Empty for an anonymous client. */
  readonly userId: string;
}

/** What it may do: everything in every group. */
const roles = ["webpubsub.joinLeaveGroup", "webpubsub.sendToGroup"];

/** Reads what the page sent. @returns nothing where it is something else */
export function readTestClient(frame: string): TestClient | undefined {
  try {
    const { id, connectTo, userId } = JSON.parse(frame) as TestClient;
    const isOne = Number.isInteger(id) && typeof connectTo === "string" && typeof userId === "string";
    return isOne ? { id, connectTo, userId } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What the page connects its client with.
 *
 * @param origin - scheme and host of the service, as the page addresses it
 * @returns a token for five minutes, or what is wrong
 */
export async function answerTestClient(
  { id, connectTo, userId }: TestClient,
  service: Verifier,
  origin: string,
): Promise<{ id: number; token?: string; text?: string }> {
  if (!isHubName(connectTo)) return { id, text: `A hub is ${hubNameRule}.` };
  const init = {
    origin,
    hub: connectTo,
    path: "/client/hubs/",
    userId: userId || undefined,
    roles,
    groups: [],
    minutes: 5,
  };
  return { id, token: await issueClientToken(service, init) };
}
