import { STATUS_CODES } from "node:http";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { Refusal } from "../http/answer.js";
import type { Answer } from "../http/answer.js";
import type { ServiceWithHandlers } from "../http/handleRequest.js";
import { messageLimit } from "../http/readMessage.js";
import { acceptClient } from "./acceptClient.js";
import { Budget } from "./budget.js";
import { closeSockets } from "./closeSockets.js";
import { Flusher } from "./flusher.js";
import type { Delivery } from "./outbox.js";

/** The answer to an upgrade request that lacks what a WebSocket handshake needs. */
const notAHandshake = { status: 400, text: "The request is not a complete WebSocket handshake." };

/** What became of an upgrade request. */
export interface UpgradeOutcome {
  /** The status of the answer; 101 is a new connection. */
  readonly status: number;
  /** Why it was refused, where that is for whoever runs the service to know and to change. */
  readonly reason?: string | undefined;
}

/** The WebSocket side of a service. */
export class Clients {
  readonly #service: ServiceWithHandlers;
  readonly #sockets: WebSocketServer;
  readonly #delivery: Delivery;

  /** @param budget - bounds what is kept for all clients together */
  constructor(service: ServiceWithHandlers, budget = new Budget()) {
    this.#service = service;
    this.#delivery = { clock: service.clock, flusher: new Flusher(), budget };
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: messageLimit, perMessageDeflate: false });
    this.#sockets.on("wsClientError", (_error, socket, request) => refuse(request, socket, notAHandshake));
  }

  /** Answers an upgrade request. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<UpgradeOutcome> {
    // Without a listener, a client that hangs up early would end the process.
    socket.on("error", () => socket.destroy());
    try {
      const client = await acceptClient(this.#service, request, this.#delivery);
      // Read again by the WebSocket server, which confirms the first name; clients list what we do not speak before it.
      if (client.protocol === undefined) delete request.headers["sec-websocket-protocol"];
      else request.headers["sec-websocket-protocol"] = client.protocol;
      let status = notAHandshake.status;
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
        status = 101;
        client.open({ webSocket, stream: socket });
      });
      // A client that went away meanwhile, or whose handshake is not one after all.
      if (status !== 101) client.abandon?.();
      return { status };
    } catch (error) {
      const { answer, reason } = error instanceof Refusal ? error : { answer: { status: 500 }, reason: undefined };
      refuse(request, socket, answer);
      return { status: answer.status, reason };
    }
  }

  /** Closes every connection, behind what waits for its client. */
  close(): Promise<void> {
    this.#delivery.flusher.flush();
    return closeSockets(this.#sockets);
  }
}

/** Refuses an upgrade. There is no response object for one, so the answer is written by hand; to HEAD without its body. */
export function refuse(
  { method }: IncomingMessage,
  socket: Duplex,
  { status, text = "", type, headers = {} }: Answer,
): void {
  const ofBody = { ...(type !== undefined && { "Content-Type": type }), "Content-Length": Buffer.byteLength(text) };
  const lines = Object.entries({ ...headers, ...ofBody, Connection: "close" });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
  ];
  // A client may keep its half of the connection open; it has no further use.
  socket.once("finish", () => socket.destroy());
  socket.end(`${head.join("\r\n")}\r\n\r\n${method === "HEAD" ? "" : text}`);
}
