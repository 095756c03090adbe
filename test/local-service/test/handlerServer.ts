import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { HubOptions, SystemEvent } from "../src/index.js";
import { closeAfterTest } from "./support.js";

/** A request as a handler of ours received it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly rawHeaders: string[];
  readonly text: string;
  readonly body: Buffer;
}

/** What a handler of ours answers: a function that writes it, or nothing for 204. */
export type Script = (request: Received, response: ServerResponse) => unknown;

/** A web server that gets events: it allows everybody at first, and keeps all that it receives. */
export class HandlerServer {
  readonly received: Received[] = [];
  script: Script = () => undefined;
  validation: Script = (_, response) => response.setHeader("WebHook-Allowed-Origin", "*");
  /** Has the next request find its connection broken off. */
  breaksNext = false;
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  /** Starts one that is closed after the test. */
  static async start(script?: Script, port = 0): Promise<HandlerServer> {
    const server = new HandlerServer();
    if (script !== undefined) server.script = script;
    server.#server.listen(port, "127.0.0.1");
    await once(server.#server, "listening");
    return closeAfterTest(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What it received, but for validations. */
  get events(): Received[] {
    return this.received.filter(({ method }) => method === "POST");
  }

  /** The headers of the events, by name of the event. */
  get names(): (string | undefined)[] {
    return this.events.map(({ headers }) => headers["ce-eventname"]);
  }

  /** Settings of a hub whose events all go here. */
  hub(systemEvents: SystemEvent[] = ["connect", "connected", "disconnected"], userEventPattern = "*"): HubOptions {
    return {
      eventHandlers: [{ urlTemplate: `${this.url}/eventhandler/{event}?code=fake`, systemEvents, userEventPattern }],
    };
  }

  /** Waits until so many events have come. */
  async until(count: number): Promise<Received[]> {
    while (this.events.length < count) await once(this.#server, "request").then(() => new Promise(setImmediate));
    return this.events;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.breaksNext) {
      this.breaksNext = false;
      request.socket.resetAndDestroy();
      return;
    }
    const body = Buffer.concat(await request.toArray());
    const { method = "", url = "", rawHeaders } = request;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const received = { method, path: url, headers, rawHeaders, body, text: String(body) };
    this.received.push(received);
    await (method === "POST" ? this.script : this.validation)(received, response);
    if (!response.headersSent && !response.destroyed)
      response.statusCode = response.statusCode === 200 && method === "POST" ? 204 : response.statusCode;
    if (!response.writableEnded && !response.destroyed) response.end();
  }
}

/** Writes an answer. */
export function answer(
  response: ServerResponse,
  body: string | Buffer,
  headers: Record<string, string | string[]> = {},
  status = 200,
): void {
  response.writeHead(status, headers).end(body);
}

/** An address where nobody listens. */
export async function nobody(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}/{event}`;
}
