import { decodeState, encodeState } from "./state.js";
import { metadataPrefix, stateHeader } from "./cloudEvent.js";
import type { FunctionEventHandler, UserEventAnswer } from "./functionOptions.js";
import { CallFailure, dataTypeOf, mediaTypes } from "./wire.js";
import type { HandlerAnswer, HandlerRequest } from "./wire.js";
import type { DataType, Metadata } from "../hub/message.js";
import { faultOf } from "../hub/metadata.js";
import { isRole, roleRule } from "../hub/permissions.js";
import { isSettings } from "../kindOf.js";

/** What answers may have. Anything else is most often a misspelt name, which would have no effect in silence. */
const known: Readonly<Record<string, readonly string[]>> = {
  connect: ["userId", "groups", "roles", "subprotocol", "state"],
  userEvent: ["data", "dataType", "metadata", "state"],
};

/** What an answer that says no may have. */
const knownOfRefusal = ["status", "text"] as const;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Functions in this process as a place where requests go. A request is read, and the answer written, as by a web server, so
 * that all else is the same for both.
 */
export class FunctionTarget {
  readonly #handler: FunctionEventHandler;

  constructor(handler: FunctionEventHandler) {
    this.#handler = handler;
  }

  /** Has the function answer that the event is for. @throws CallFailure where it throws, or returns what is no answer */
  async call({ headers: sent, body }: HandlerRequest): Promise<HandlerAnswer> {
    const headers = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value]));
    const isUserEvent = headers["ce-type"]?.startsWith("azure.webpubsub.user.") === true;
    const name = isUserEvent
      ? "userEvent"
      : (headers["ce-eventname"] as Exclude<keyof FunctionEventHandler, "userEventPattern">);
    const common = {
      id: Number(headers["ce-id"]),
      hub: headers["ce-hub"],
      event: headers["ce-eventname"],
      connectionId: headers["ce-connectionid"],
      ...(headers["ce-userid"] !== undefined && { userId: headers["ce-userid"] }),
      ...(headers["ce-subprotocol"] !== undefined && { subprotocol: headers["ce-subprotocol"] }),
      state: decodeState(headers[stateHeader.toLowerCase()]),
      headers,
    };
    const request = { ...common, ...(isUserEvent ? readUserEvent(headers, body) : readSystemEvent(body)) };
    let answer: unknown;
    try {
      // Called as a method, so that handlers may be objects of a class.
      answer = await this.#handler[name]?.(request as never);
    } catch (error) {
      throw new CallFailure(`The function "${name}" failed: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (answer === undefined || answer === null) return { status: 204, headers: {}, body: new Uint8Array() };
    if (!isSettings(answer)) throw new CallFailure(`The function "${name}" must return an object or nothing.`);
    checkNames(name, answer);
    if ("status" in answer) return refusal(name, answer);
    if ("roles" in answer) checkRoles(answer.roles);
    return name === "userEvent" ? writeUserEventAnswer(answer) : writeSystemEventAnswer(answer as Fields);
  }
}

function readSystemEvent(body: Uint8Array): Fields {
  const { headers, clientCertificates: _, ...content } = JSON.parse(String(Buffer.from(body))) as Fields;
  return { ...content, ...(headers !== undefined && { clientHeaders: headers }) };
}

function readUserEvent(headers: Readonly<Record<string, string>>, body: Uint8Array): Fields {
  const dataType = dataTypeOf(headers["content-type"] ?? "") ?? "binary";
  const isText = dataType === "text" || dataType === "json";
  const text = isText ? Buffer.from(body).toString() : "";
  const metadata = Object.entries(headers)
    .filter(([name]) => name.startsWith(metadataPrefix))
    .map(([name, value]) => [name.slice(metadataPrefix.length), value]);
  const data = dataType === "json" ? (JSON.parse(text) as unknown) : isText ? text : new Uint8Array(body);
  return { dataType, data, metadata: Object.fromEntries(metadata) };
}

/** @throws CallFailure that names what is not known, and what is; nobody reads the answers to other events */
function checkNames(name: string, answer: object): void {
  const names = "status" in answer ? knownOfRefusal : known[name];
  const other = names && Object.keys(answer).find((one) => !names.includes(one));
  if (other === undefined) return;
  const all = [known[name], knownOfRefusal].map((list) => list?.join(", "));
  throw new CallFailure(
    `The function "${name}" must not answer with ${JSON.stringify(other.slice(0, 80))}. ` +
      `It may answer with ${all[0]}, or say no with ${all[1]}.`,
  );
}

/** A list of something else is refused with the other members. @throws CallFailure for a role that means nothing */
function checkRoles(roles: unknown): void {
  const list: unknown[] = Array.isArray(roles) ? roles : [];
  const other = list.find((role) => typeof role === "string" && !isRole(role)) as string | undefined;
  if (other === undefined) return;
  throw new CallFailure(`The role ${JSON.stringify(other.slice(0, 80))} means nothing. Roles are ${roleRule}.`);
}

function refusal(name: string, { status, text = "" }: { status?: unknown; text?: unknown }): HandlerAnswer {
  if (!Number.isInteger(status) || (status as number) < 300 || (status as number) > 599 || typeof text !== "string")
    throw new CallFailure(`The function "${name}" must refuse with a status from 300 to 599 and a text.`);
  return { status: status as number, headers: {}, body: Buffer.from(text) };
}

function writeSystemEventAnswer({ state, ...content }: Fields): HandlerAnswer {
  const headers = { "content-type": [mediaTypes.json], ...stateHeaders(state) };
  return { status: 200, headers, body: Buffer.from(asJson(content, "The answer")) };
}

function writeUserEventAnswer({ data, dataType, metadata = {}, state }: UserEventAnswer): HandlerAnswer {
  const isBytes = data instanceof Uint8Array;
  const type = dataType ?? (typeof data === "string" ? "text" : isBytes ? "binary" : "json");
  if (!Object.hasOwn(mediaTypes, type)) throw new CallFailure('"dataType" of an answer must be json, text or binary.');
  const headers = { ...metadataHeaders(metadata), ...stateHeaders(state) };
  if (data === undefined) return { status: 200, headers, body: new Uint8Array() };
  return { status: 200, headers: { ...headers, "content-type": [mediaTypes[type]] }, body: bytesOf(type, data) };
}

/** @throws CallFailure for what no header can be made of, as that of a web server */
function metadataHeaders(metadata: Metadata): Record<string, string[]> {
  const fault = faultOf(metadata);
  if (fault !== undefined) throw new CallFailure(`"metadata" of an answer cannot be sent. ${fault}`);
  return Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => [metadataPrefix + name.toLowerCase(), [value]]),
  );
}

function bytesOf(type: DataType, data: unknown): Uint8Array {
  if (type === "json") return Buffer.from(asJson(data, '"data" of an answer'));
  if (type === "text") {
    if (typeof data !== "string") throw new CallFailure('"data" of an answer of type text must be a text.');
    return Buffer.from(data);
  }
  if (!(data instanceof Uint8Array)) throw new CallFailure(`"data" of an answer of type ${type} must be bytes.`);
  return data;
}

/** @throws CallFailure where JSON cannot hold it */
function asJson(value: unknown, what: string): string {
  try {
    const text: string | undefined = JSON.stringify(value);
    if (text !== undefined) return text;
  } catch {
    // It refers to itself, or holds a bigint.
  }
  throw new CallFailure(`${what} cannot be written as JSON.`);
}

function stateHeaders(state: unknown): Record<string, string[]> {
  return state === undefined ? {} : { [stateHeader.toLowerCase()]: [encodeState(asJson(state, "The state"))] };
}
