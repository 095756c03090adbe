import http from "node:http";
import type { IncomingMessage } from "node:http";
import https from "node:https";
import type { PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { HeaderMap } from "../../../generated/runtime/httpHeaders.js";
import { abortError, answerError, connectionError } from "../failure.js";
import type { Progress } from "../failure.js";
import { isWantedAsStream } from "../wantedAsStream.js";
import type { Route, Target } from "./agents.js";
import { headersToSend } from "./headersToSend.js";
import { readText, unpackForCaller } from "./readAnswer.js";
import { addressOf, proxyAuthorization } from "./tunnel.js";
import { writeBody } from "./writeBody.js";

/** One request and its answer, as `node:http` tells of them. */
export class Exchange {
  readonly #request: PipelineRequest;
  readonly #maxResponseBytes: number;
  #progress: Progress = { kind: "sent" };
  /** What is under way: the request, then its answer. */
  #open: { destroy(error: Error): unknown } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #resolve!: (response: PipelineResponse) => void;
  #reject!: (error: unknown) => void;

  constructor(request: PipelineRequest, maxResponseBytes: number) {
    this.#request = request;
    this.#maxResponseBytes = maxResponseBytes;
  }

  run(target: Target, route: Route): Promise<PipelineResponse> {
    const request = this.#request;
    const { abortSignal, timeout } = request;
    if (abortSignal?.aborted) return Promise.reject(abortError());
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      const headers = headersToSend(request);
      const message = this.#start(target, route, headers);
      this.#open = message;
      if (timeout > 0) this.#timer = setTimeout(this.#giveUp, timeout);
      abortSignal?.addEventListener("abort", this.#giveUp);
      message.on("error", (cause) => {
        if (cause.name === "AbortError") return this.#fail(cause);
        this.#fail(connectionError(request, cause, isUnsent(message, cause) ? { kind: "unsent" } : this.#progress));
      });
      message.on("upgrade", (_, socket) => {
        socket.destroy();
        this.#refuse(101, message);
      });
      message.on("information", ({ statusCode }) => {
        if (statusCode === 101) this.#refuse(101, message);
      });
      message.on("response", (answer) => {
        const status = answer.statusCode ?? 0;
        if (status === 101) this.#refuse(status, message);
        else this.#receive(answer, status);
      });
      try {
        writeBody(request, message, headers);
      } catch (error) {
        // A body that cannot be opened: the connection is for others.
        this.#fail(error);
        message.destroy();
      }
    });
  }

  #start(target: Target, { agent, proxy }: Route, headers: Record<string, string>): http.ClientRequest {
    const { method, requestOverrides } = this.#request;
    const path = pathOf(this.#request, target);
    const options: http.RequestOptions = { agent, host: target.host, port: target.port, method, path, headers };
    if (proxy !== undefined) Object.assign(options, askProxy(proxy, target, path, headers));
    const isSecure = proxy === undefined ? target.isSecure : proxy.protocol === "https:";
    return (isSecure ? https : http).request(Object.assign(options, requestOverrides));
  }

  #receive(answer: IncomingMessage, status: number): void {
    const request = this.#request;
    this.#open = answer;
    this.#progress = { kind: "answered", status };
    const response: PipelineResponse = { status, headers: HeaderMap.received(answer.headers), request };
    const packed = { request, status, encoding: answer.headers["content-encoding"], body: answer };
    if (request.method === "HEAD") {
      answer.resume();
      this.#end();
      this.#resolve(response);
    } else if (isWantedAsStream(request, status)) {
      // The signal goes on counting until the stream has ended.
      response.readableStreamBody = unpackForCaller(packed).once("close", () => this.#end());
      this.#resolve(response);
    } else if (answer.headers["content-length"] === "0") {
      answer.resume();
      this.#end();
      response.bodyAsText = "";
      this.#resolve(response);
    } else {
      readText(packed, this.#maxResponseBytes).then((text) => {
        this.#end();
        response.bodyAsText = text;
        this.#resolve(response);
      }, this.#fail);
    }
  }

  #refuse(status: number, message: http.ClientRequest): void {
    this.#fail(answerError(this.#request, status, "changes to another protocol, which nobody asked for"));
    message.destroy();
  }

  readonly #giveUp = (): void => {
    this.#open?.destroy(abortError(this.#request.abortSignal));
  };

  readonly #fail = (error: unknown): void => {
    this.#end();
    this.#reject(error);
  };

  #end(): void {
    clearTimeout(this.#timer);
    this.#request.abortSignal?.removeEventListener("abort", this.#giveUp);
  }
}

/** What may stand in the first line of a request as it is. */
const sendable = /^[\x21\x24-\x3b\x3d\x3f-\x5f\x61-\x7e]*$/;

function pathOf({ url }: PipelineRequest, { origin }: Target): string {
  const path = url.slice(origin.length);
  if (sendable.test(path)) return path;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

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
