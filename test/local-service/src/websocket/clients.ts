import { STATUS_CODES } from "node:http";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { Refusal } from "../http/answer.js";
import type { Answer } from "../http/answer.js";
import type { ServiceWithHandlers } from "../http/handleRequest.js";
import { messageLimit } from "../http/readMessage.js";
import { acceptClient } from "./acceptClient.js";
import { closeSockets } from "./closeSockets.js";

/** The answer to an upgrade request that lacks what a WebSocket handshake needs. */
const notAHandshake = { status: 400, text: "The request is not a complete WebSocket handshake." };

/** The WebSocket side of a service. */
export class Clients {
  readonly #service: ServiceWithHandlers;
  readonly #sockets: WebSocketServer;

  constructor(service: ServiceWithHandlers) {
    this.#service = service;
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: messageLimit, perMessageDeflate: false });
    this.#sockets.on("wsClientError", (_error, socket, request) => refuse(request, socket, notAHandshake));
  }

  /**
   * Answers an upgrade request.
   *
   * @returns the status of the answer; 101 is a new connection
   */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<number> {
    // Without a listener, a client that hangs up early would end the process.
    socket.on("error", () => socket.destroy());
    try {
      const client = await acceptClient(this.#service, request);
      // Read again by the WebSocket server, which confirms the first name; clients list what we do not speak before it.
      if (client.protocol === undefined) delete request.headers["sec-websocket-protocol"];
      else request.headers["sec-websocket-protocol"] = client.protocol;
      let status = notAHandshake.status;
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
        status = 101;
        client.open(webSocket);
      });
      // A client that went away meanwhile, or whose handshake is not one after all.
      if (status !== 101) client.abandon?.();
      return status;
    } catch (error) {
      const answer = error instanceof Refusal ? error.answer : { status: 500 };
      refuse(request, socket, answer);
      return answer.status;
    }
  }

  /** Closes every connection. */
  close(): Promise<void> {
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
