import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";

/**
 * Stands before a service and loses messages: it accepts each POST whose path the pattern matches, and forwards all else.
 *
 * @param target - the service's address
 * @returns the proxy's address, and how to close it
 */
export async function lossyProxy(target: string, lost: RegExp): Promise<{ endpoint: string; close(): void }> {
  const { hostname, port } = new URL(target);
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    if (method === "POST" && lost.test(url ?? "")) {
      request.resume();
      response.writeHead(202).end();
      return;
    }
    const forward = httpRequest({ hostname, port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(forward);
  });
  server.on("upgrade", (request, socket) => {
    const upstream = connect(Number(port), hostname, () => {
      const lines = request.rawHeaders.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`));
      upstream.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join("")}\r\n`);
      socket.pipe(upstream).pipe(socket);
    });
    for (const one of [socket, upstream]) one.on("error", () => one.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
