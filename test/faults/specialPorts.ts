import http from "node:http";
import net from "node:net";
import type { AddressInfo, Socket } from "node:net";
import tls from "node:tls";
import { makeCertificate } from "../../scripts/certificate.js";
import type { Certificate } from "../../scripts/certificate.js";
import { resetSocket } from "./resetSocket.js";

/** How a port treats its connections; the first `times` of them, where that is given, and the others well. */
export type Behaviour =
  /** Nobody listens. */
  | { readonly kind: "closed" }
  /** The connection ends as soon as it is there. */
  | { readonly kind: "endOnAccept"; readonly cut: "reset" | "close"; readonly times: number }
  /** Nothing is ever answered. */
  | { readonly kind: "stallOnAccept" }
  /** TLS: the connection ends when the client has said hello. */
  | { readonly kind: "cutHandshake"; readonly cut: "reset" | "close"; readonly times: number }
  /** TLS: the client's hello is not answered. */
  | { readonly kind: "stallHandshake" }
  /** TLS: a certificate that nobody has signed. */
  | { readonly kind: "untrusted" }
  /** TLS: the server speaks plain HTTP. */
  | { readonly kind: "plainOnTls" }
  /** Answers well, and closes the connection some milliseconds later. */
  | { readonly kind: "idleClose"; readonly after: number; readonly cut: "reset" | "close" }
  /** Answers well, and then once more, to nobody: in the same packet, or in one of its own. */
  | { readonly kind: "unasked"; readonly together: boolean };

/** What a special port has seen. */
export interface SpecialSeen {
  readonly connections: number;
  readonly requests: number;
}

/** A status that no good answer has. */
export const unaskedStatus = 418;

let ownCertificate: Certificate;
let strangers: Certificate | undefined;

interface SpecialPort {
  readonly server: net.Server;
  readonly seen: { connections: number; requests: number };
  readonly sockets: Set<Socket>;
  /** Ends when the system has taken the first answer that nobody asked for. */
  readonly unasked: Promise<void>;
}

const open = new Map<number, SpecialPort>();

/** @param certificate - the one that clients trust */
export function useCertificate(certificate: Certificate): void {
  ownCertificate = certificate;
}

/** Starts to listen, and returns the port. */
export async function openSpecialPort(behaviour: Behaviour): Promise<number> {
  const seen = { connections: 0, requests: 0 };
  const sockets = new Set<Socket>();
  if (behaviour.kind === "untrusted") strangers ??= await makeCertificate();
  let sent: () => void = () => undefined;
  const unasked = new Promise<void>((resolve) => (sent = resolve));
  const web = http.createServer((request, response) => {
    seen.requests += 1;
    request.resume().on("end", () => {
      const body = request.method === "GET" ? '{"value":[]}' : "";
      const status = request.method === "POST" ? 202 : request.method === "DELETE" ? 204 : 200;
      const headers = status === 204 ? {} : { "content-type": "application/json", "content-length": body.length };
      const { socket } = request;
      const together = behaviour.kind === "unasked" && behaviour.together;
      if (together) socket.cork();
      response.writeHead(status, headers).end(body, () => !together && afterwards(behaviour, socket, sent));
      if (together) {
        afterwards(behaviour, socket, sent);
        socket.uncork();
      }
    });
  });
  const server = net.createServer({ noDelay: true }, (raw) => {
    seen.connections += 1;
    sockets.add(raw);
    raw.on("error", () => undefined).once("close", () => sockets.delete(raw));
    treat(behaviour, raw, seen.connections, web);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  open.set(port, { server, seen, sockets, unasked });
  if (behaviour.kind === "closed") await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until the answer that nobody asked for is on its way: a request that leaves before it cannot tell it from its own. */
export async function awaitUnasked(port: number): Promise<void> {
  await open.get(port)?.unasked;
}

/** Stops to listen, and says what was seen. */
export async function closeSpecialPort(port: number): Promise<SpecialSeen> {
  const entry = open.get(port);
  open.delete(port);
  for (const socket of entry?.sockets ?? []) socket.destroy();
  await new Promise((resolve) => (entry === undefined ? resolve(undefined) : entry.server.close(resolve)));
  return entry?.seen ?? { connections: 0, requests: 0 };
}

function treat(behaviour: Behaviour, raw: Socket, number: number, web: http.Server): void {
  const end = (cut: "reset" | "close"): void => void (cut === "reset" ? resetSocket(raw) : raw.destroy());
  switch (behaviour.kind) {
    case "endOnAccept":
      if (number <= behaviour.times) end(behaviour.cut);
      else web.emit("connection", raw);
      return;
    case "cutHandshake":
      if (number <= behaviour.times) raw.once("data", () => end(behaviour.cut));
      else secure(raw, ownCertificate, web);
      return;
    case "stallOnAccept":
    case "stallHandshake":
      raw.resume();
      return;
    case "untrusted":
      secure(raw, strangers as Certificate, web);
      return;
    default:
      // Where it is TLS that knocks, this answers with a 400 in plain text.
      web.emit("connection", raw);
  }
}

function secure(raw: Socket, certificate: Certificate, web: http.Server): void {
  const socket = new tls.TLSSocket(raw, { isServer: true, secureContext: tls.createSecureContext(certificate) });
  socket.on("error", () => raw.destroy());
  socket.once("secure", () => web.emit("connection", socket));
}

function afterwards(behaviour: Behaviour, socket: Socket, sent: () => void): void {
  if (behaviour.kind === "unasked")
    socket.write(`HTTP/1.1 ${unaskedStatus} Unasked\r\ncontent-length: 0\r\n\r\n`, sent);
  if (behaviour.kind === "idleClose") {
    setTimeout(() => (behaviour.cut === "reset" ? resetSocket(socket) : socket.destroy()), behaviour.after);
  }
}
