import type { WebSocket } from "ws";
import { Connection } from "../hub/connection.js";
import type { Channel, ConnectionInit } from "../hub/connection.js";
import type { Closing } from "../hub/hub.js";
import type { Message, Origin } from "../hub/message.js";
import { AckLog } from "./ackLog.js";
import { carryOut } from "./carryOut.js";
import type { Place } from "./carryOut.js";
import { MalformedRequest } from "./clientRequest.js";
import type { ClientRequest } from "./clientRequest.js";
import { closeCodes } from "./closeCodes.js";
import type { ServiceResponse } from "./codec.js";
import { FrameQueue } from "./frameQueue.js";
import { Invocations } from "./invocations.js";
import { Outbox, tooSlow } from "./outbox.js";
import type { Frame } from "./outbox.js";
import { Reliability } from "./reliability.js";
import type { Subprotocol } from "./subprotocols.js";

/**
 * A client of a subprotocol: its connection, and one socket after another where the subprotocol is reliable. It is in
 * its hub from the beginning until it is closed, or lost and not recovered.
 */
export class Session implements Channel {
  readonly #place: Place;
  readonly #subprotocol: Subprotocol;
  readonly #connection: Connection;
  readonly #reliability: Reliability | undefined;
  readonly #acks = new AckLog((ack) => this.#send({ type: "ack", ...ack }));
  readonly #invocations: Invocations;
  readonly #frames = new FrameQueue();
  /** The way to the current socket; none while the connection is lost. */
  #outbox: Outbox | undefined;
  #isOver = false;

  constructor(socket: WebSocket, init: ConnectionInit, subprotocol: Subprotocol, place: Place) {
    this.#place = place;
    this.#subprotocol = subprotocol;
    this.#reliability = subprotocol.isReliable ? new Reliability(place.clock) : undefined;
    this.#connection = new Connection(init, this);
    this.#invocations = new Invocations(place.upstreamClient, (response) => this.#send(response));
    this.#attach(socket);
    place.hub.add(this.#connection);
    const { id: connectionId, userId } = this.#connection;
    this.#send({ type: "connected", connectionId, userId, reconnectionToken: this.#reliability?.reconnectionToken });
  }

  /**
   * Goes on with another socket, and sends again what has not been acknowledged.
   *
   * @param subprotocol - what the client offers to speak there
   * @param token - the connection's reconnection token
   * @returns whether this can be done
   */
  recover(socket: WebSocket, subprotocol: Subprotocol | undefined, token: string): boolean {
    if (this.#isOver || subprotocol !== this.#subprotocol || this.#reliability?.isToken(token) !== true) return false;
    this.#reliability.stopWaiting();
    // The client has given up a socket that may still look open from here.
    this.#outbox?.terminate();
    const outbox = this.#attach(socket);
    this.#place.hub.regain(this.#connection);
    for (const frame of this.#reliability.pending()) outbox.push(frame);
    return true;
  }

  deliver(message: Message, origin: Origin): void {
    if (this.#isOver) return;
    const write = (sequenceId?: number): Frame => ({
      ...this.#write({ type: "message", message, origin, sequenceId }),
      expiresAt: message.expiresAt,
    });
    const frame = this.#reliability === undefined ? write() : this.#reliability.add(write);
    if (frame === undefined) this.#end(closeCodes.policyViolation, "The client does not acknowledge what it receives.");
    else this.#outbox?.push(frame);
  }

  close(reason?: string): void {
    const message = `The application server closed the connection.${reason === undefined ? "" : ` Reason: ${reason}`}`;
    this.#end(closeCodes.normal, undefined, message);
  }

  #attach(socket: WebSocket): Outbox {
    const outbox = new Outbox(socket, this.#place.clock, () => {
      outbox.discard(tooSlow.code, tooSlow.reason);
      this.#forget(tooSlow);
    });
    this.#outbox = outbox;
    // Of no interest any more is a socket that another one has replaced, or that the connection ended with.
    const isCurrent = (): boolean => this.#outbox === outbox;
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      // What a client sent behind its goodbye, or the service's, still arrives here.
      if (!isCurrent() || socket.readyState !== socket.OPEN) return;
      this.#frames.push(socket, data, () => (this.#isOver ? undefined : this.#receive(data, isBinary)));
    });
    // Broken and oversized frames: the WebSocket server closes with the right code by itself.
    socket.on("error", ({ message }) => isCurrent() && this.#forget({ reason: message }));
    socket.on("close", (code: number, reason: Buffer) => {
      // Behind what the client sent before it went.
      this.#frames.finally(() => isCurrent() && this.#lose({ code, reason: String(reason) }));
    });
    return outbox;
  }

  #receive(frame: Buffer, isBinary: boolean): void | Promise<void> {
    const { codec } = this.#subprotocol;
    if (isBinary !== codec.binary) {
      const expected = codec.binary ? "binary" : "text";
      this.#end(closeCodes.unsupportedData, `This subprotocol takes ${expected} frames.`);
      return;
    }
    try {
      return this.#obey(codec.decode(frame));
    } catch (error) {
      // Thrown on, an error would end the process.
      if (error instanceof MalformedRequest) this.#end(closeCodes.invalidPayload, error.message);
      else this.#end(closeCodes.internalError, "The local service failed to read the frame.");
    }
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
      default:
        return this.#acks.answer(request.ackId, () => carryOut(request, this.#connection, this.#place));
    }
  }

  #send(response: ServiceResponse): void {
    this.#outbox?.push(this.#write(response));
  }

  #write(response: ServiceResponse): Frame {
    const { codec } = this.#subprotocol;
    return { content: codec.encode(response), binary: codec.binary };
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

  /** Ends the connection, and tells the client why. */
  #end(code: number, reason?: string, message = reason ?? ""): void {
    this.#send({ type: "disconnected", message });
    const outbox = this.#outbox;
    this.#forget({ code, reason });
    outbox?.close(code, reason);
  }

  #forget(closing: Closing): void {
    this.#isOver = true;
    this.#outbox = undefined;
    this.#frames.clear();
    this.#invocations.cancelAll();
    this.#reliability?.stopWaiting();
    this.#place.hub.remove(this.#connection, closing);
  }
}
