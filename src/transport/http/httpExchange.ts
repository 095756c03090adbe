import http from "node:http";
import https from "node:https";
import type { PipelineRequest } from "@azure/core-rest-pipeline";
import { argumentError } from "../../../generated/runtime/invalidArgument.js";
import { connectionError, protocolError } from "../failure.js";
import type { Departures } from "../node/departures.js";
import { Exchange } from "../node/exchange.js";
import { addressOf, requestTarget } from "../node/target.js";
import type { Target } from "../node/target.js";
import type { Route } from "./agents.js";
import { proxyAuthorization } from "./tunnel.js";
import { writeBody } from "./writeBody.js";

/** One request and its answer, as `node:http` tells of them. */
export class HttpExchange extends Exchange {
  /** What is under way: the request, then its answer. */
  private underWay: { destroy(error: Error): unknown } | undefined;
  /** Ends the opening of a tunnel, which a request takes no notice of before it has a connection. */
  private opening: AbortController | undefined;
  private readonly target: Target;
  private readonly route: Route;

  constructor(
    request: PipelineRequest,
    maxResponseBytes: number,
    departures: Departures,
    target: Target,
    route: Route,
  ) {
    super(request, maxResponseBytes, departures, { kind: "sent" });
    this.target = target;
    this.route = route;
  }

  protected override send(): void {
    const { turns } = this.route;
    const headers = this.headersToSend();
    const turn = turns?.acquire();
    if (turn === undefined) this.ask(headers);
    else turn.then(() => (this.hasEnded ? turns?.release() : this.ask(headers))).catch(this.fail);
  }

  protected override giveUp(error: Error): void {
    this.underWay?.destroy(error);
    this.opening?.abort(error);
  }

  private ask(headers: Record<string, string>): void {
    const { request } = this;
    const message = this.start(headers);
    this.underWay = message;
    if (request.disableKeepAlive) message.shouldKeepAlive = false;
    message.on("error", (cause) => {
      // Once the answer has begun, it is for what reads it to say what its end means.
      if (this.progress.kind === "answered") return;
      if (cause.name === "AbortError") return this.fail(cause);
      this.fail(connectionError(request, cause, isUnsent(message, cause) ? { kind: "unsent" } : this.progress));
    });
    message.on("upgrade", (_, socket) => {
      socket.destroy();
      this.refuse(message);
    });
    message.on("information", ({ statusCode }) => {
      if (statusCode === 101) this.refuse(message);
    });
    message.on("response", (answer) => {
      const status = answer.statusCode ?? 0;
      if (status === 101) return this.refuse(message);
      this.underWay = answer;
      const response = this.open(status, answer.headers);
      // Node.js would wait for the end of the connection where an answer to HEAD says no length, though nothing follows.
      if (request.method === "HEAD" && keepsConnection(answer)) message.shouldKeepAlive = !request.disableKeepAlive;
      if (!this.isWithoutBody(response)) return this.receive(response, answer);
      answer.resume();
      this.succeed(response);
    });
    try {
      writeBody(request, message, headers);
    } catch (error) {
      // A body that cannot be opened: the connection is for others.
      message.destroy();
      throw error;
    }
  }

  private start(headers: Record<string, string>): http.ClientRequest {
    const { target } = this;
    const { agent, proxy, turns } = this.route;
    const { method, requestOverrides } = this.request;
    const path = requestTarget(this.request.url, target);
    const options: http.RequestOptions = { agent, host: target.host, port: target.port, method, path, headers };
    if (proxy !== undefined) Object.assign(options, askProxy(proxy, target, path, headers));
    if (turns !== undefined) {
      this.opening = new AbortController();
      Object.assign(options, { abortSignal: this.opening.signal });
    }
    const isSecure = proxy === undefined ? target.isSecure : proxy.protocol === "https:";
    try {
      const message = (isSecure ? https : http).request(Object.assign(options, requestOverrides));
      if (turns !== undefined) message.once("close", () => turns.release());
      return message;
    } catch (error) {
      turns?.release();
      if ((error as NodeJS.ErrnoException).code !== "ERR_INVALID_PROTOCOL") throw error;
      const phrase = `one for ${isSecure ? "http" : "https"}`;
      throw argumentError("agent", `an agent for ${isSecure ? "https" : "http"}, as the address is`, agent, { phrase });
    }
  }

  private refuse(message: http.ClientRequest): void {
    this.fail(protocolError(this.request));
    message.destroy();
  }
}

/** Whether a connection may be used again after an answer (RFC 9112 section 9.3). */
const keepsConnection = ({ httpVersion, headers }: http.IncomingMessage): boolean =>
  httpVersion === "1.1" && !/\bclose\b/i.test(headers.connection ?? "");

/** Plain http through a proxy: it is asked by the whole URL (RFC 9112 section 3.2.2). */
function askProxy(proxy: URL, { origin }: Target, path: string, headers: Record<string, string>): http.RequestOptions {
  const host = origin.slice(origin.indexOf("//") + 2);
  return {
    ...addressOf(proxy),
    path: origin + path,
    headers: { Host: host, ...headers, ...proxyAuthorization(proxy) },
  };
}

/** Whether a failure came before a byte of the request had left: there was no connection, or no agreement on its encryption. */
function isUnsent(message: http.ClientRequest, cause: NodeJS.ErrnoException): boolean {
  const { socket } = message as { socket: { readonly secureConnecting?: boolean } | null };
  return (
    socket === null ||
    socket === undefined ||
    socket.secureConnecting === true ||
    cause.syscall === "connect" ||
    cause.syscall === "getaddrinfo" ||
    // Several addresses were tried in vain. By its name: it may be another realm's, as in a test runner.
    cause.name === "AggregateError"
  );
}
