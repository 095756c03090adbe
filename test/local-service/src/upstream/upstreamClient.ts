import type { JWTPayload } from "jose";
import { Refusal } from "../http/answer.js";
import type { Message } from "../hub/message.js";
import { stateHeader, systemEvent, userEvent } from "./cloudEvent.js";
import type { UpstreamEvent } from "./cloudEvent.js";
import { readConnectAnswer } from "./connectAnswer.js";
import type { ConnectOverrides } from "./connectAnswer.js";
import { Cookies } from "./cookies.js";
import { readEventAnswer } from "./eventAnswer.js";
import type { Handler } from "./handler.js";
import type { Upstream } from "./upstream.js";
import { CallFailure, isSuccess, lastOf } from "./wire.js";
import type { HandlerAnswer } from "./wire.js";

/** A client as its upgrade request shows it. */
export interface Handshake {
  readonly claims: JWTPayload;
  readonly query: URLSearchParams;
  /** By name; a header may be there more than once. */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
  readonly subprotocols: readonly string[];
}

/** What is told of a client once it is known. */
export interface Identity {
  readonly userId?: string | undefined;
  readonly subprotocol?: string | undefined;
}

/** One connection as its event handlers know it: the numbers of its events, its state and its cookies. */
export class UpstreamClient {
  readonly #upstream: Upstream;
  readonly #hub: string;
  readonly #connectionId: string;
  readonly #cookies = new Cookies();
  #identity: Identity = {};
  #lastId = 0;
  #state = "";

  /** @param hub - in lower case */
  constructor(upstream: Upstream, hub: string, connectionId: string) {
    this.#upstream = upstream;
    this.#hub = hub;
    this.#connectionId = connectionId;
  }

  /**
   * Asks whether the client may connect. Where nobody wants to be asked, it may.
   *
   * @param userId - the user of its token
   * @returns what is to be otherwise than the token says
   * @throws Refusal with the handler's status, or 500 where there is no answer that can be used
   */
  async connect(userId: string | undefined, handshake: Handshake): Promise<ConnectOverrides> {
    this.#identity = { userId };
    const handler = this.#upstream.handlerOf(this.#hub, "connect");
    if (handler === undefined) return {};
    try {
      const event = systemEvent("sys", "connect", describe(handshake));
      return await this.#call(0, handler, event, (answer) => readConnectAnswer(answer, handshake.subprotocols));
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal({
        status: 500,
        text: "The event handler could not be asked. The log of the service says why.",
      });
    }
  }

  /** Says that a client that was let in is gone before it was connected; nothing where nobody was asked. */
  abandoned(): void {
    if (this.#upstream.handlerOf(this.#hub, "connect") !== undefined) this.disconnected();
  }

  /** Says that the client is connected. */
  connected({ userId, subprotocol }: Identity): void {
    // One of the client's own is none of the service's business.
    this.#identity = { userId, ...(subprotocol?.endsWith(".webpubsub.azure.v1") && { subprotocol }) };
    this.#tell("connected", systemEvent("sys", "connected", {}));
  }

  /** Says that the client is gone for good. */
  disconnected(reason = ""): void {
    this.#tell("disconnected", systemEvent("sys", "disconnected", { reason }));
  }

  /** Says that the client has joined or left a group. */
  groupChanged(change: "joined" | "left", group: string): void {
    this.#tell(change, systemEvent("gp", change, { group }));
  }

  /**
   * Has an event of the client handled.
   *
   * @param signal - gives it up
   * @returns the answer for the client, if it is to get one
   * @throws CallFailure where nobody wants the event or handling it fails; what that says is for the client too
   */
  async userEvent(name: string, message: Message, signal?: AbortSignal): Promise<Message | undefined> {
    const id = (this.#lastId += 1);
    const handler = this.#upstream.userEventHandlerOf(this.#hub, name);
    if (handler === undefined) {
      const [hub, connectionId, { userId }] = [this.#hub, this.#connectionId, this.#identity];
      const client = { hub, connectionId, ...(userId !== undefined && { userId }) };
      this.#upstream.events.emit({ type: "unhandledEvent", ...client, event: name });
      throw new CallFailure(`No event handler of hub '${hub}' wants the event '${name}'.`);
    }
    try {
      return await this.#call(id, handler, userEvent(name, message), readEventAnswer, signal);
    } catch {
      // What the handler said is not for the client (`Azure/azure-webpubsub`, tools/emulator).
      throw new CallFailure(`The event handler failed at the event '${name}'.`);
    }
  }

  /** Tells a handler something that nobody waits for. */
  #tell(name: "connected" | "disconnected" | "joined" | "left", event: UpstreamEvent): void {
    const handler = this.#upstream.handlerOf(this.#hub, name);
    if (handler === undefined && event.kind === "gp") return;
    const id = (this.#lastId += 1);
    // What came of it has been noted.
    if (handler !== undefined && !this.#upstream.isClosing)
      this.#call(id, handler, event, () => undefined).catch(() => undefined);
  }

  #call<Result>(
    id: number,
    handler: Handler,
    event: UpstreamEvent,
    read: (answer: HandlerAnswer) => Result,
    signal?: AbortSignal,
  ): Promise<Result> {
    const isBlocking = event.kind === "user" || event.name === "connect";
    return this.#upstream.call(handler, {
      event,
      subject: { id, hub: this.#hub, connectionId: this.#connectionId, state: this.#state, ...this.#identity },
      cookies: this.#cookies,
      signal,
      read: (answer) => {
        const result = read(answer);
        // Only events that are waited for may change it (Microsoft docs, reference-cloud-events.md).
        if (isBlocking && isSuccess(answer.status))
          this.#state = lastOf(answer, stateHeader.toLowerCase()) ?? this.#state;
        return result;
      },
    });
  }
}

function describe({ claims, query, headers, subprotocols }: Handshake): object {
  const kept = Object.entries(headers).filter(([name]) => !/^(authorization|x-asrs-internal-.*)$/i.test(name));
  return {
    claims: Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, textsOf(value)])),
    query: Object.fromEntries(
      [...new Set(query.keys())].filter((name) => name !== "access_token").map((name) => [name, query.getAll(name)]),
    ),
    headers: Object.fromEntries(kept),
    subprotocols,
    clientCertificates: [],
  };
}

/** A claim as texts: one that is no list has one, and what is no text is written as JSON. */
const textsOf = (claim: unknown): string[] =>
  [claim].flat().map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
