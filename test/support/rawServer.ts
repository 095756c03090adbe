import { createServer } from "node:net";
import type { Server, Socket } from "node:net";
import { listen } from "./listen.js";

/** A request as it arrived: its first line and headers, and as much of its body as `content-length` says. */
export interface RawRequest {
  method: string;
  head: string;
  body: string;
}

/** A server that answers with whatever bytes it likes, which no HTTP server would let it. */
export interface RawServer {
  endpoint: string;
  requests: RawRequest[];
  /** How many connections have been opened so far. */
  readonly opened: number;
  /** How many are open now. */
  readonly open: number;
  close(): Promise<void>;
}

/** @param answer - is called for each request, with the number of those before it */
export async function rawServer(
  answer: (socket: Socket, request: RawRequest, count: number) => void,
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const requests: RawRequest[] = [];
  let opened = 0;
  const server: Server = createServer((socket) => {
    opened += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      for (;;) {
        const end = text.indexOf("\r\n\r\n");
        if (end === -1) return;
        const head = text.slice(0, end);
        const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
        if (text.length < end + 4 + length) return;
        const request = { method: head.split(" ", 1)[0], head, body: text.slice(end + 4, end + 4 + length) };
        text = text.slice(end + 4 + length);
        answer(socket, request, requests.push(request) - 1);
      }
    });
  });
  return {
    endpoint: await listen(server),
    requests,
    get opened() {
      return opened;
    },
    get open() {
      return sockets.size;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
