import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** What an offer of another protocol adds to the `Connection` header (RFC 9110, section 7.8; RFC 7540, section 3.2.1). */
const ofTheOffer = ["upgrade", "http2-settings"];

/** Whether a request asks for a WebSocket, which is the only protocol that the service changes to. */
export const asksForWebSocket = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade?.trim().toLowerCase() === "websocket";

/** The requests of each connection that have no answer yet. */
export class Unanswered {
  readonly #responses = new WeakMap<Duplex, Set<ServerResponse>>();

  /** Notes that a request is to be answered. */
  add(response: ServerResponse): void {
    const { socket } = response.req;
    const responses = this.#responses.get(socket) ?? new Set();
    this.#responses.set(socket, responses.add(response));
    response.once("close", () => responses.delete(response));
  }

  /** Waits until a connection has all its answers. */
  async settled(socket: Duplex): Promise<void> {
    for (const response of this.#responses.get(socket) ?? []) await once(response, "close");
  }
}

/**
 * Has a server answer a request as if it had not offered another protocol, as servers do that do not speak it (RFC 9110,
 * section 7.8). Node hands such a request over with its connection, and has stopped to read that as HTTP; so the request
 * is put back in front of what follows it, without the offer, once the requests before it have their answers: a client
 * may have sent many without waiting (RFC 9112, section 9.3.2).
 *
 * @param head - what has been read of the connection behind the request's headers
 * @param unanswered - the requests before it
 */
export async function ignoreUpgrade(
  server: Server,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  unanswered: Unanswered,
): Promise<void> {
  const hangUp = (): void => void socket.destroy();
  // Node has taken its own listener away, and without one an error would end the process.
  socket.on("error", hangUp);
  await unanswered.settled(socket);
  if (socket.destroyed) return;
  const { method, url, httpVersion } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`, ...headersWithoutOffer(request.rawHeaders)];
  // Node reads the bytes of a head as Latin-1.
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  server.emit("encrypted" in socket ? "secureConnection" : "connection", socket);
  socket.off("error", hangUp);
}

function headersWithoutOffer(rawHeaders: readonly string[]): string[] {
  const lines: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = "", value = ""] = rawHeaders.slice(index, index + 2);
    if (ofTheOffer.includes(name.toLowerCase())) continue;
    lines.push(`${name}: ${name.toLowerCase() === "connection" ? withoutOffer(value) : value}`);
  }
  return lines;
}

const withoutOffer = (connection: string): string =>
  connection
    .split(",")
    .filter((option) => !ofTheOffer.includes(option.trim().toLowerCase()))
    .join(",");
