import { createServer, request as httpRequest } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { connect } from "node:net";
import type { Report, Setting } from "./suite/setting.js";

/**
 * Stands before the local service: passes everything on as it is, counts connections, and serves the page on which
 * browsers run the suite, so that page and service have one origin.
 */
export interface Front {
  /** Its address, without a trailing slash. */
  readonly endpoint: string;
  /** How many connections have been open at once. */
  readonly mostConnections: number;
  /** Counts anew from what is open now. */
  resetCount(): void;
  /** Serves the page that runs this script, and resolves with what it reports. */
  servePage(script: string, setting: Setting): Promise<Report>;
  close(): Promise<void>;
}

/** @param target - the address of the local service */
export async function startFront(target: string): Promise<Front> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const counts = { most: 0 };
  let page: Page | undefined;

  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    if (page !== undefined && (request.url === "/" || request.url?.startsWith("/front/"))) {
      void answerPage(page, request, response);
      return;
    }
    const { method, url, rawHeaders } = request;
    const onward = httpRequest({ hostname, port, method, path: url, headers: rawHeaders, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    // A connection that is lost on one side is lost on the other.
    onward.on("error", () => request.socket.destroy());
    response.on("close", () => onward.destroy());
    request.pipe(onward);
  });
  server.on("upgrade", (request, socket, head) => {
    const onward = connect(Number(port), hostname, () => {
      const lines = [`${request.method} ${request.url} HTTP/1.1`];
      for (let at = 0; at < request.rawHeaders.length; at += 2)
        lines.push(`${request.rawHeaders[at]}: ${request.rawHeaders[at + 1]}`);
      onward.write(`${lines.join("\r\n")}\r\n\r\n`);
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    counts.most = Math.max(counts.most, sockets.size);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get mostConnections() {
      return counts.most;
    },
    resetCount: () => Object.assign(counts, { most: sockets.size }),
    servePage: (script, setting) =>
      new Promise((done, failed) => {
        page = { script, setting, done, failed };
      }),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Page {
  script: string;
  setting: Setting;
  done(report: Report): void;
  failed(error: Error): void;
}

async function answerPage(page: Page, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const files: Record<string, [string, string]> = {
    "/": ["text/html", '<!doctype html><meta charset="utf-8"><script type="module" src="/front/script.js"></script>'],
    "/front/script.js": ["text/javascript", page.script],
    "/front/setting": ["application/json", JSON.stringify(page.setting)],
  };
  const [type, text] = files[request.url ?? ""] ?? ["text/plain", ""];
  response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(text);
  if (request.method !== "POST") return;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString());
  if (request.url === "/front/report") page.done(body as Report);
  else page.failed(new Error(`On the page: ${String(body)}`));
}
