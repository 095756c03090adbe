import { STATUS_CODES } from "node:http";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";
import { Connection } from "../hub/connection.js";
import { Refusal } from "../http/answer.js";
import type { Answer } from "../http/answer.js";
import type { Service } from "../http/handleRequest.js";
import { messageLimit } from "../http/readMessage.js";
import { acceptClient } from "./acceptClient.js";
import type { AcceptedClient } from "./acceptClient.js";
import { closeCodes } from "./closeCodes.js";
import { jsonChannel, speakJson } from "./jsonProtocol.js";
import { simpleChannel, speakSimple } from "./simpleProtocol.js";

/** How long clients get to say goodbye when the service closes, in milliseconds. */
const farewell = 500;

/** The WebSocket side of a service. */
export class Clients {
  readonly #service: Service;
  readonly #sockets: WebSocketServer;

  constructor(service: Service) {
    this.#service = service;
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: messageLimit, perMessageDeflate: false });
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
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => connect(webSocket, client));
      return 101;
    } catch (error) {
      const answer = error instanceof Refusal ? error.answer : { status: 500 };
      refuse(socket, answer);
      return answer.status;
    }
  }

  /** Closes every connection. */
  async close(): Promise<void> {
    const open = [...this.#sockets.clients];
    const closed = open.map((socket) => new Promise((resolve) => socket.once("close", resolve)));
    for (const socket of open) socket.close(closeCodes.goingAway, "The local service is closing.");
    const timer = setTimeout(() => open.forEach((socket) => socket.terminate()), farewell);
    await Promise.all(closed);
    clearTimeout(timer);
    this.#sockets.close();
  }
}

function connect(socket: WebSocket, { hub, init, protocol }: AcceptedClient): void {
  const connection = new Connection(init, () => (protocol === undefined ? simpleChannel(socket) : jsonChannel(socket)));
  hub.connections.set(connection.id, connection);
  socket.on("close", () => hub.connections.delete(connection.id));
  // Broken and oversized frames: the WebSocket server closes with the right code by itself.
  socket.on("error", () => undefined);
  if (protocol === undefined) speakSimple(socket);
  else speakJson(socket, hub, connection);
}

/** Refuses an upgrade: there is no response object for one, so the answer is written by hand. */
function refuse(socket: Duplex, { status, text = "", headers = {} }: Answer): void {
  const lines = Object.entries({ ...headers, "Content-Length": Buffer.byteLength(text), Connection: "close" });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${text}`);
}
