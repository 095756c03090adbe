import http from "node:http";
import https from "node:https";
import type { PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { HeaderMap } from "../../../generated/runtime/httpHeaders.js";
import { abortError, answerError, connectionError, insecureError } from "../failure.js";
import type { Progress } from "../failure.js";
import type { Transport } from "../transport.js";
import { Agents } from "./agents.js";
import type { ConnectionOptions, Route, Target } from "./agents.js";
import { Departures } from "./departures.js";
import { headersToSend } from "./headersToSend.js";
import { readText, unpackForCaller } from "./readAnswer.js";
import { addressOf, proxyAuthorization } from "./tunnel.js";
import { writeBody } from "./writeBody.js";

/** The transport for Node.js: `node:http` and `node:https`, with connections that are kept, and bounded, by their agents. */
export function nodeTransport(options: ConnectionOptions): Transport {
  const agents = new Agents(options);
  const departures = new Departures();
  let last: Target | undefined;
  return {
    streams: "node",
    sendRequest(request) {
      const { url } = request;
      // One client sends to one address, so looking it up once is enough.
      if (last === undefined || !url.startsWith(last.origin) || url[last.origin.length] !== "/") last = readTarget(url);
      const target = last;
      if (!target.isSecure && !request.allowInsecureConnection) return Promise.reject(insecureError(request));
      const route = agents.choose(request, target);
      const send = (chosen: Route) => departures.run(() => exchange(request, target, chosen, options.maxResponseBytes));
      if (!("then" in route)) return send(route);
      return route.then(send, (cause: unknown) => Promise.reject(connectionError(request, cause, { kind: "unsent" })));
    },
  };
}

function readTarget(url: string): Target {
  const { origin, protocol, hostname, port } = new URL(url);
  const isSecure = protocol === "https:";
  const host = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return { isSecure, host, port: port === "" ? (isSecure ? 443 : 80) : Number(port), origin };
}

/** What may stand in the first line of a request as it is. */
const sendable = /^[\x21\x24-\x3b\x3d\x3f-\x5f\x61-\x7e]*$/;

function pathOf({ url }: PipelineRequest, { origin }: Target): string {
  const path = url.slice(origin.length);
  if (sendable.test(path)) return path;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** One request and its answer. */
function exchange(
  request: PipelineRequest,
  target: Target,
  { agent, proxy }: Route,
  maxResponseBytes: number,
): Promise<PipelineResponse> {
  return new Promise((resolve, reject) => {
    const { abortSignal, timeout } = request;
    if (abortSignal?.aborted) return reject(abortError());
    const headers = headersToSend(request);
    const path = pathOf(request, target);
    const isSecure = proxy === undefined ? target.isSecure : proxy.protocol === "https:";
    const options: http.RequestOptions = {
      agent,
      host: target.host,
      port: target.port,
      method: request.method,
      path,
      headers,
    };
    if (proxy !== undefined) Object.assign(options, askProxy(proxy, target, path, headers));
    const message = (isSecure ? https : http).request(Object.assign(options, request.requestOverrides));
    let progress: Progress = { kind: "sent" };
    let open: { destroy(error: Error): unknown } = message;
    const abort = (): void => void open.destroy(abortError(abortSignal));
    const timer = timeout > 0 ? setTimeout(abort, timeout) : undefined;
    const end = (): void => {
      clearTimeout(timer);
      abortSignal?.removeEventListener("abort", abort);
    };
    const fail = (error: unknown): void => {
      end();
      reject(error);
    };
    abortSignal?.addEventListener("abort", abort);
    message.on("error", (cause) => {
      if (cause.name === "AbortError") return fail(cause);
      fail(connectionError(request, cause, isUnsent(message, cause) ? { kind: "unsent" } : progress));
    });
    const refuse = (status: number): void => {
      fail(answerError(request, status, "changes to another protocol, which nobody asked for"));
      message.destroy();
    };
    message.on("upgrade", (_, socket) => {
      socket.destroy();
      refuse(101);
    });
    message.on("information", ({ statusCode }) => {
      if (statusCode === 101) refuse(101);
    });
    message.on("response", (answer) => {
      const status = answer.statusCode ?? 0;
      if (status === 101) return refuse(status);
      open = answer;
      progress = { kind: "answered", status };
      const response: PipelineResponse = { status, headers: HeaderMap.received(answer.headers), request };
      if (request.method === "HEAD") {
        answer.resume();
        end();
        return resolve(response);
      }
      const packed = { request, status, encoding: answer.headers["content-encoding"], body: answer };
      if (isWantedAsStream(request, status)) {
        // The signal goes on counting until the stream has ended.
        response.readableStreamBody = unpackForCaller(packed).once("close", end);
        return resolve(response);
      }
      if (answer.headers["content-length"] === "0") {
        answer.resume();
        end();
        response.bodyAsText = "";
        return resolve(response);
      }
      readText(packed, maxResponseBytes).then((text) => {
        end();
        response.bodyAsText = text;
        resolve(response);
      }, fail);
    });
    writeBody(request, message, headers);
  });
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

function isWantedAsStream({ streamResponseStatusCodes: codes }: PipelineRequest, status: number): boolean {
  return codes !== undefined && (codes.has(Number.POSITIVE_INFINITY) || codes.has(status));
}
