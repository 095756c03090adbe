/**
 * A process of its own: takes every request in, reads its body and answers 202 with nothing, over HTTP and over TLS. It
 * counts requests and connections, and tells the counts when it is asked for them.
 */
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { listenToParent } from "../childProcess.js";
import { pathOf } from "./target.js";

/** What the server has seen since it was last asked. */
export interface Seen {
  /** Requests that were what they should be: method, path and a JSON body of the right length. */
  requests: number;
  /** Other ones. */
  wrong: number;
  connections: number;
}

/** What the server is started with. */
export interface ServerOptions {
  readonly key: string;
  readonly cert: string;
  readonly hub: string;
  readonly bodyLength: number;
}

let seen: Seen = { requests: 0, wrong: 0, connections: 0 };

function start({ key, cert, hub, bodyLength }: ServerOptions): Promise<{ http: number; tls: number }> {
  const path = pathOf(hub);
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    let length = 0;
    request.on("data", (chunk: Buffer) => (length += chunk.length));
    request.on("end", () => {
      // The order of query parameters and the escaping of the colon are the client's own business.
      const asked = request.url === path || decodeURIComponent(request.url ?? "").startsWith(`/api/hubs/${hub}/:send?`);
      const right = asked && request.method === "POST" && length === bodyLength;
      seen[right ? "requests" : "wrong"] += 1;
      response.writeHead(202, { "content-length": 0 }).end();
    });
  };
  const plain = createServer({ keepAliveTimeout: 60_000 }, handle);
  const tls = createTlsServer({ key, cert, keepAliveTimeout: 60_000 }, handle);
  plain.on("connection", () => (seen.connections += 1));
  tls.on("secureConnection", () => (seen.connections += 1));
  return Promise.all([listen(plain), listen(tls)]).then(([http, secure]) => ({ http, tls: secure }));
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) =>
    server.listen({ port: 0, host: "127.0.0.1", backlog: 1024 }, () => resolve((server.address() as AddressInfo).port)),
  );

listenToParent({
  start: (options) => start(options as ServerOptions),
  async seen(): Promise<Seen> {
    const result = seen;
    seen = { requests: 0, wrong: 0, connections: 0 };
    return result;
  },
});
