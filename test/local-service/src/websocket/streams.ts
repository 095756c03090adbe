import type { Connection } from "../hub/connection.js";
import type { Message, StreamInfo } from "../hub/message.js";
import type { Place } from "./carryOut.js";
import type { StreamRequest } from "./streamRequest.js";
import type { StreamResponse } from "./streamResponse.js";

/** A stream that is open. */
interface Stream {
  readonly group: string;
  readonly noEcho: boolean;
  readonly idleTimeout: number;
  /** The number that the next part has to have. */
  expected: bigint;
  /** Ends the waiting for a sign of life. */
  callOff: () => void;
}

/** How many streams a connection may have open at once. */
const capacity = 100;

/** What the last message of a stream carries, which has no content of its own. */
const nothing: Message = { dataType: "text", text: "" };

/**
 * The streams that one client sends: messages for a group in parts with numbers, each part a message of its own for those
 * who get it (`Azure/azure-webpubsub`, client-spec.md, 3.6).
 */
export class Streams {
  readonly #place: Place;
  readonly #connection: Connection;
  readonly #send: (response: StreamResponse) => void;
  readonly #open = new Map<string, Stream>();

  /** @param send - sends a response to the client */
  constructor(connection: Connection, place: Place, send: (response: StreamResponse) => void) {
    this.#connection = connection;
    this.#place = place;
    this.#send = send;
  }

  /** Does what the client asks for. */
  obey(request: StreamRequest): void {
    if (request.type === "streamStart") return this.#start(request);
    const { streamId } = request;
    const stream = this.#open.get(streamId);
    if (stream === undefined) return this.#refuse(streamId, "StreamNotFound", "There is no such stream.");
    if (request.type === "streamData") return this.#take(streamId, stream, request);
    const error = request.error && { name: "UserError", message: "", ...withoutUndefined(request.error) };
    this.#close(streamId, stream, error);
    this.#send({ type: "streamClosed", streamId });
  }

  /** Ends all streams: the client is gone for good. */
  endAll(): void {
    const error = { name: "ConnectionClosed", message: "The connection of the stream has been closed." };
    for (const [streamId, stream] of this.#open) this.#close(streamId, stream, error);
  }

  #start({ streamId, group, noEcho, idleTimeout }: StreamRequest & { readonly type: "streamStart" }): void {
    const known = this.#open.get(streamId);
    if (known !== undefined) {
      // Who did not see the first answer asks again.
      if (known.group === group) return this.#acknowledge(streamId, known);
      const message = "A stream with this id is open for another group.";
      return this.#send({
        type: "streamNack",
        streamId,
        name: "StreamExists",
        message,
        expectedSequenceId: known.expected,
      });
    }
    if (!this.#connection.permissions.has("sendToGroup", group))
      return this.#refuse(streamId, "Forbidden", `The client does not have permission to send to group '${group}'.`);
    if (this.#open.size >= capacity)
      return this.#refuse(streamId, "TooManyStreams", `A connection has at most ${capacity} open streams.`);
    const stream = { group, noEcho, idleTimeout, expected: 1n, callOff: () => undefined };
    this.#open.set(streamId, stream);
    this.#waitFor(streamId, stream);
    this.#acknowledge(streamId, stream);
  }

  #take(
    streamId: string,
    stream: Stream,
    { sequenceId, message }: StreamRequest & { readonly type: "streamData" },
  ): void {
    this.#waitFor(streamId, stream);
    if (sequenceId === undefined || message === undefined) return;
    if (sequenceId > stream.expected) {
      const text = `The next part of the stream has the number ${stream.expected}.`;
      const [name, expectedSequenceId] = ["InvalidSequenceId", stream.expected];
      return this.#send({ type: "streamNack", streamId, name, message: text, expectedSequenceId });
    }
    if (sequenceId === stream.expected) {
      this.#deliver(streamId, stream, message);
      stream.expected += 1n;
    }
    this.#acknowledge(streamId, stream);
  }

  /** Waits for a sign of life, from now on. */
  #waitFor(streamId: string, stream: Stream): void {
    stream.callOff();
    stream.callOff = this.#place.clock.after(stream.idleTimeout, () => {
      const error = { name: "IdleTimeout", message: `The stream was silent for ${stream.idleTimeout} ms.` };
      this.#close(streamId, stream, error);
      this.#refuse(streamId, error.name, error.message);
    });
  }

  #close(streamId: string, stream: Stream, error: StreamInfo["error"]): void {
    stream.callOff();
    this.#open.delete(streamId);
    this.#deliver(streamId, stream, nothing, { endOfStream: true, ...(error && { error }) });
  }

  #deliver(
    streamId: string,
    { group, noEcho, expected }: Stream,
    message: Message,
    end: Partial<StreamInfo> = {},
  ): void {
    const { hub } = this.#place;
    const { userId } = this.#connection;
    const stream = { streamId, streamSequenceId: Number(expected), ...end };
    const receivers = hub.inGroup(group).filter((connection) => !noEcho || connection !== this.#connection);
    hub.deliver(receivers, {
      message,
      origin: { from: "group", group, ...(userId !== undefined && { fromUserId: userId }), stream },
      target: { kind: "group", name: group },
      sender: this.#connection,
    });
  }

  #acknowledge(streamId: string, { expected }: Stream): void {
    this.#send({ type: "streamAck", streamId, expectedSequenceId: expected });
  }

  #refuse(streamId: string, name: string, message: string): void {
    this.#send({ type: "streamClosed", streamId, error: { name, message } });
  }
}

const withoutUndefined = (error: object): object =>
  Object.fromEntries(Object.entries(error).filter(([, value]) => value !== undefined));
