import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

/** What an offer of another protocol adds to the `Connection` header (RFC 9110, section 7.8; RFC 7540, section 3.2.1). */
const ofTheOffer = ["upgrade", "http2-settings"];

/** Whether a request asks for a WebSocket, which is the only protocol that the service changes to. */
export const asksForWebSocket = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade?.trim().toLowerCase() === "websocket";

/**
 * Has a server answer a request as if it had not offered another protocol, as servers do that do not speak it (RFC 9110,
 * section 7.8). Node hands such a request over with its connection, and has stopped to read that as HTTP; so the request
 * is put back in front of what follows it, without the offer. A client that offers waits for the answer before it asks again.
 *
 * @param head - what has been read of the connection behind the request's headers
 */
export function ignoreUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { method, url, httpVersion } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`, ...headersWithoutOffer(request.rawHeaders)];
  // Node reads the bytes of a head as Latin-1.
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  server.emit("connection", socket);
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
