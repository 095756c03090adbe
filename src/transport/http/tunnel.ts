import http from "node:http";
import https from "node:https";
import type { Agent as HttpsAgent, AgentOptions } from "node:https";
import type { Duplex } from "node:stream";
import tls from "node:tls";
import type { PipelineRequest } from "@azure/core-rest-pipeline";
import { abortError } from "../failure.js";
import { addressOf } from "../node/target.js";

/** How long a proxy may take to open a tunnel, in milliseconds. */
const tunnelTimeout = 30_000;

/** What an agent is asked to connect to. */
interface Destination {
  readonly host?: string | null;
  readonly port?: number | string | null;
  readonly servername?: string;
  /** Ends the opening of the tunnel when the call is given up that it is opened for. */
  readonly abortSignal?: PipelineRequest["abortSignal"];
}

type Done = (error: Error | null, socket?: Duplex) => void;

/**
 * An agent for https through a proxy: it has the proxy open a tunnel (RFC 9110 section 9.3.6), which the proxy cannot look into.
 * The connections are kept and bounded like those of every agent.
 *
 * @param proxy - its address, with user name and password if it wants them
 */
export function tunnelAgent(proxy: URL, options: AgentOptions): HttpsAgent {
  const agent = new https.Agent(options);
  const connect = (destination: Destination, done: Done): void => {
    const { host, port, abortSignal } = destination;
    const authority = `${host?.includes(":") === true ? `[${host}]` : host}:${port}`;
    const request = (proxy.protocol === "https:" ? https : http).request({
      ...addressOf(proxy),
      method: "CONNECT",
      path: authority,
      headers: { Host: authority, ...proxyAuthorization(proxy) },
      agent: false,
      timeout: tunnelTimeout,
    });
    request.once("timeout", () => request.destroy(new Error(`the proxy opened no tunnel within ${tunnelTimeout} ms`)));
    request.once("error", (cause) => done(unopened(cause)));
    const abort = (): void => void request.destroy(abortError(abortSignal));
    abortSignal?.addEventListener("abort", abort);
    request.once("close", () => abortSignal?.removeEventListener("abort", abort));
    request.once("connect", ({ statusCode }, socket) => {
      if (statusCode === 200)
        return done(
          null,
          tls.connect({ ...(destination as tls.ConnectionOptions), servername: nameOf(destination), socket }),
        );
      socket.destroy();
      const advice = statusCode === 407 ? "; it wants a user name and a password that it knows" : "";
      const message = `the proxy answered ${statusCode} where it was asked to open a tunnel${advice}`;
      // What is wrong with the proxy, or with what lies behind it, may pass.
      return done(Object.assign(new Error(message), { code: "PROXY_REFUSED", mayPass: Number(statusCode) >= 500 }));
    });
    request.end();
  };
  // Node.js takes a connection by the callback where none is returned.
  agent.createConnection = connect as never;
  return agent;
}

/** The error for a tunnel that was not opened. What Node.js says of the connection does not say that it was one to the proxy. */
function unopened(cause: NodeJS.ErrnoException): Error {
  // One of this side has no code of Node.js, and has said it all.
  const { code, message } = cause;
  if (typeof code !== "string") return cause;
  return Object.assign(new Error(`the proxy opened no tunnel (${message || code})`, { cause }), { code });
}

/** The header by which a proxy knows its user: RFC 9110 section 11.7.2, RFC 7617. */
export function proxyAuthorization({ username, password }: URL): Record<string, string> {
  if (username === "" && password === "") return {};
  const user = `${decode(username)}:${decode(password)}`;
  return { "Proxy-Authorization": `Basic ${Buffer.from(user).toString("base64")}` };
}

/** A password may hold percent signs that escape nothing; they stay. */
function decode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

/** The name that a certificate has to have; an IP address goes without. */
function nameOf({ servername, host }: Destination): string {
  if (servername !== undefined && servername !== "") return servername;
  return host === undefined || host === null || /^[\d.]+$|:/.test(host) ? "" : host;
}
