import { Connection } from "../hub/connection.js";
import type { Channel, ConnectionInit } from "../hub/connection.js";
import type { Closing } from "../hub/hub.js";
import type { Outgoing } from "../hub/outgoing.js";
import { AckLog } from "./ackLog.js";
import { overBudget } from "./budget.js";
import type { Holder } from "./budget.js";
import { carryOut } from "./carryOut.js";
import type { Place } from "./carryOut.js";
import { MalformedRequest } from "./clientRequest.js";
import type { ClientRequest } from "./clientRequest.js";
import { closeCodes } from "./closeCodes.js";
import type { ServiceResponse } from "./codec.js";
import { makeFrame } from "./frame.js";
import { FrameQueue } from "./frameQueue.js";
import { GroupStateSession } from "./groupStateSession.js";
import { Streams } from "./streams.js";
import { Invocations } from "./invocations.js";
import { MessageFrames } from "./messageFrames.js";
import { Outbox, tooSlow } from "./outbox.js";
import type { ClientSocket } from "./outbox.js";
import { Reliability } from "./reliability.js";
import type { Subprotocol } from "./subprotocols.js";

/**
 * A client of a subprotocol: its connection, and one socket after another where the subprotocol is reliable. It is in
 * its hub from the beginning until it is closed, or lost and not recovered.
 */
export class Session implements Channel, Holder {
  readonly #place: Place;
  readonly #subprotocol: Subprotocol;
  readonly #connection: Connection;
  readonly #reliability: Reliability | undefined;
  readonly #acks = new AckLog((ack) => this.#send({ type: "ack", ...ack }));
  readonly #invocations: Invocations;
  readonly #streams: Streams;
  readonly #states: GroupStateSession;
  readonly #frames = new FrameQueue();
  /** The way to the current socket; none while the connection is lost. */
  #outbox: Outbox | undefined;
  #isOver = false;

  constructor(socket: ClientSocket, init: ConnectionInit, subprotocol: Subprotocol, place: Place) {
    this.#place = place;
    this.#subprotocol = subprotocol;
    this.#reliability = subprotocol.isReliable ? new Reliability(place) : undefined;
    this.#connection = new Connection(init, this);
    place.budget.add(this);
    const send = (response: ServiceResponse): void => this.#send(response);
    this.#invocations = new Invocations(place.upstreamClient, send);
    this.#streams = new Streams(this.#connection, place, send);
    this.#states = new GroupStateSession(this.#connection, place, send);
    this.#attach(socket);
    place.hub.add(this.#connection);
    const { id: connectionId, userId } = this.#connection;
    this.#send({ type: "connected", connectionId, userId, reconnectionToken: this.#reliability?.reconnectionToken });
  }

  /** The name of its subprotocol. */
  get protocol(): string {
    return this.#connection.subprotocol ?? "";
  }

  get heldBytes(): number {
    return (this.#outbox?.heldBytes ?? 0) + (this.#reliability?.heldBytes ?? 0);
  }

  giveUp(): void {
    const outbox = this.#outbox;
    this.#forget(overBudget);
    outbox?.terminate();
  }

  /** Whether a token is what the connection is recovered with. */
  isRecoveredWith(token: string): boolean {
    return !this.#isOver && this.#reliability?.isToken(token) === true;
  }

  /**
   * Goes on with another socket, whatever its client has offered to speak there, and sends again what has not been
   * acknowledged.
   *
   * @param token - the connection's reconnection token
   * @returns whether this can be done
   */
  recover(socket: ClientSocket, token: string): boolean {
    if (this.#reliability === undefined || !this.isRecoveredWith(token)) return false;
    this.#reliability.stopWaiting();
    // The client has given up a socket that may still look open from here.
    this.#outbox?.terminate();
    const outbox = this.#attach(socket);
    this.#place.hub.regain(this.#connection);
    for (const frame of this.#reliability.pending()) outbox.push(frame);
    this.#states.sendSnapshots();
    return true;
  }

  deliver(outgoing: Outgoing): void {
    if (this.#isOver) return;
    const frames = MessageFrames.of(this.#subprotocol.codec, outgoing);
    const frame =
      this.#reliability === undefined ? frames.plain : this.#reliability.add((number) => frames.numbered(number));
    if (frame === undefined) this.#end(closeCodes.policyViolation, "The reliable message buffer is full.");
    else if (this.#outbox === undefined) this.#place.budget.enforce();
    else this.#outbox.push(frame);
  }

  close(reason?: string): void {
    const message = `Application server closed the connection.${reason === undefined ? "" : ` Reason: ${reason}`}`;
    this.#end(closeCodes.normal, undefined, message);
  }

  #attach(socket: ClientSocket): Outbox {
    const outbox = new Outbox(socket, this.#place, () => {
      outbox.discard(tooSlow.code, tooSlow.reason);
      this.#forget(tooSlow);
    });
    this.#outbox = outbox;
    // Of no interest any more is a socket that another one has replaced, or that the connection ended with.
    const isCurrent = (): boolean => this.#outbox === outbox;
    const { webSocket } = socket;
    webSocket.on("message", (data: Buffer, isBinary: boolean) => {
      // What a client sent behind its goodbye, or the service's, still arrives here.
      if (!isCurrent() || webSocket.readyState !== webSocket.OPEN) return;
      this.#frames.push(webSocket, data, () => (this.#isOver ? undefined : this.#receive(data, isBinary)));
    });
    // Broken and oversized frames: the WebSocket server closes with the right code by itself.
    webSocket.on("error", ({ message }) => isCurrent() && this.#forget({ reason: message }));
    webSocket.on("close", (code: number, reason: Buffer) => {
      // Behind what the client sent before it went.
      this.#frames.finally(() => isCurrent() && this.#lose({ code, reason: String(reason) }));
    });
    return outbox;
  }

  #receive(frame: Buffer, isBinary: boolean): void | Promise<void> {
    const { codec } = this.#subprotocol;
    if (isBinary !== codec.binary) {
      const expected = codec.binary ? "binary" : "text";
      this.#end(closeCodes.unsupportedData, `The ${codec.title} subprotocol requires ${expected} messages.`);
      return;
    }
    try {
      return this.#obey(codec.decode(frame));
    } catch (error) {
      // Thrown on, an error would end the process.
      if (error instanceof MalformedRequest) this.#refuse(error);
      else this.#end(closeCodes.internalError, "The local service failed to read the frame.");
    }
  }

  /** The client gets the service's own words, and whoever watches the service learns what is wrong. */
  #refuse({ message }: MalformedRequest): void {
    const reason = `The client message is not a valid ${this.#subprotocol.codec.title} protocol message.`;
    this.#end(closeCodes.invalidPayload, reason, reason, `${reason} ${message}`);
  }

  /** Returns when the request has been dealt with, where that takes time. */
  #obey(request: ClientRequest): void | Promise<void> {
    switch (request.type) {
      case "ping":
        return this.#send({ type: "pong" });
      case "sequenceAck":
        return this.#reliability?.acknowledge(request.sequenceId);
      case "invoke":
        return void this.#invocations.start(request);
      case "cancelInvocation":
        return this.#invocations.cancel(request.invocationId);
      case "streamStart":
      case "streamData":
      case "streamEnd":
        return this.#streams.obey(request);
      case "setGroupState":
      case "subscribeGroupState":
      case "unsubscribeGroupState":
        return this.#states.answer(request, this.#acks);
      default:
        return this.#acks.answer(request.ackId, () => carryOut(request, this.#connection, this.#place));
    }
  }

  #send(response: ServiceResponse): void {
    const { codec } = this.#subprotocol;
    this.#outbox?.push(makeFrame([codec.encode(response)], codec));
  }

  /** A client that says goodbye with 1000 is gone; another one may come back, where its subprotocol is reliable. */
  #lose(closing: { readonly code: number; readonly reason: string }): void {
    this.#outbox = undefined;
    if (this.#reliability === undefined || closing.code === closeCodes.normal) {
      this.#forget(closing);
      return;
    }
    this.#place.hub.lose(this.#connection, closing.code);
    this.#reliability.wait(() => this.#forget(closing));
  }

  /**
   * Ends the connection, and tells the client why.
   *
   * @param noted - why, for whoever watches the service
   */
  #end(code: number, reason?: string, message = reason ?? "", noted = reason): void {
    this.#send({ type: "disconnected", message });
    const outbox = this.#outbox;
    this.#forget({ code, reason: noted });
    outbox?.close(code, reason);
  }

  #forget(closing: Closing): void {
    this.#isOver = true;
    this.#outbox = undefined;
    this.#frames.clear();
    this.#invocations.cancelAll();
    this.#reliability?.end();
    this.#place.budget.remove(this);
    this.#place.hub.remove(this.#connection, closing);
    this.#streams.endAll();
  }
}
