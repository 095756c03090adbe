import { Refusal } from "../http/answer.js";
import { groupNameRule, isGroupName } from "../hub/names.js";
import { CallFailure, isSuccess, lastOf } from "./wire.js";
import type { HandlerAnswer } from "./wire.js";

/** What a handler changes about a client that it lets in. What is absent stays as the token has it. */
export interface ConnectOverrides {
  readonly userId?: string | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly subprotocol?: string | undefined;
}

/**
 * Reads the answer to the event `connect`.
 *
 * @param offered - the subprotocols that the client offers
 * @throws Refusal with the handler's status where it says no
 * @throws CallFailure where the answer cannot be used
 */
export function readConnectAnswer(answer: HandlerAnswer, offered: readonly string[]): ConnectOverrides {
  const text = new TextDecoder().decode(answer.body);
  if (!isSuccess(answer.status)) {
    // A status that is for another protocol, or for no end of the handshake, is none that a client can be told.
    const type = lastOf(answer, "content-type");
    throw new Refusal({ status: answer.status >= 300 ? answer.status : 500, text, type });
  }
  if (text.trim() === "") return {};
  const { userId, roles, groups, subprotocol } = readObject(text);
  const overrides = {
    userId: check("userId", userId, isText, "a text"),
    roles: check("roles", roles, areTexts, "a list of texts"),
    groups: check("groups", groups, areGroups, `a list of group names, each of ${groupNameRule}`),
    subprotocol: check("subprotocol", subprotocol, isText, "a text"),
  };
  if (overrides.subprotocol !== undefined && !offered.includes(overrides.subprotocol))
    throw new CallFailure("The answer names a subprotocol that the client does not offer.");
  // An empty list of groups means the same as none (`Azure/azure-webpubsub`, tools/emulator).
  return { ...overrides, groups: overrides.groups?.length === 0 ? undefined : overrides.groups };
}

function readObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CallFailure("The answer is not JSON.");
  }
  if (value === null) return {};
  if (typeof value === "object" && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new CallFailure("The answer is not a JSON object.");
}

function check<Value>(
  member: string,
  value: unknown,
  fits: (value: unknown) => value is Value,
  expected: string,
): Value | undefined {
  if (value === undefined || value === null) return undefined;
  if (fits(value)) return value;
  throw new CallFailure(`"${member}" of the answer is not ${expected}.`);
}

const isText = (value: unknown): value is string => typeof value === "string";
const areTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
const areGroups = (value: unknown): value is string[] => areTexts(value) && value.every(isGroupName);
