import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { hostForThisMachine, hostsForOthers, isEveryAddress } from "./addresses.js";
import { tokenCredential } from "./auth/tokenCredential.js";
import type { LocalTokenCredential } from "./auth/tokenCredential.js";
import { Clock } from "./clock.js";
import { ControlledService } from "./control/controlledService.js";
import type { Control } from "./control/control.js";
import { Events } from "./events/events.js";
import { writeAnswer } from "./http/answer.js";
import { refusalOf } from "./http/gate.js";
import type { Refused } from "./http/gate.js";
import { Unanswered, asksForWebSocket, ignoreUpgrade } from "./http/ignoreUpgrade.js";
import { readTarget } from "./http/readTarget.js";
import { serveRest } from "./http/serveRest.js";
import { withoutToken } from "./http/withoutToken.js";
import { Hubs } from "./hub/hubs.js";
import { defaultAccessKey, readOptions } from "./options.js";
import type { LocalServiceOptions } from "./options.js";
import { StatusPage } from "./page/statusPage.js";
import { makeCertificate } from "./tls/certificate.js";
import type { Certificate } from "./tls/certificate.js";
import { asPem } from "./tls/checkCertificate.js";
import { Upstream } from "./upstream/upstream.js";
import { Clients, refuse } from "./websocket/clients.js";

/**
 * How many bytes the head of a request may have. Node's 16 KiB are not enough for the longest group names: percent-encoded
 * they may take 9 KiB, in the path and once more in the token's audience.
 */
const maxHeaderSize = 65_536;

/** A local service that is running. */
export interface LocalService {
  /** Its address for clients on this machine, without a trailing slash. */
  readonly endpoint: string;
  /** Where other machines may reach it, without a trailing slash: none unless it listens on every address. */
  readonly otherEndpoints: readonly string[];
  /** The certificate that it made for itself, as PEM, for clients that are to trust it; nothing where it has made none. */
  readonly certificate: string | undefined;
  /** What clients are made from: address and key. */
  readonly connectionString: string;
  /** Stands in for a credential of Microsoft Entra: what clients are made from along with the address. */
  readonly tokenCredential: LocalTokenCredential;
  /** What tests can see of the service and do to it. */
  readonly control: Control;
  /** Where the status page is, or nothing where there is none. */
  readonly statusPage: string | undefined;
  /** Closes every connection and the server. Resolves when nothing is left open; may be called again. */
  close(): Promise<void>;
}

/**
 * Starts a Web PubSub service in this process. Its state is in memory and gone when it closes.
 *
 * @param options - port, host and key; all have defaults
 * @throws TypeError for an option that cannot be used
 * @throws Error with code `EADDRINUSE` when the port is taken, or the code of whatever else keeps the server from listening
 * @example
 * ```ts
 * const service = await startLocalService();
 * const client = createWebPubSubClientFromConnectionString(service.connectionString);
 * // ...
 * await service.close();
 * ```
 */
export async function startLocalService(options: LocalServiceOptions = {}): Promise<LocalService> {
  const checked = readOptions(options);
  const { port, host, accessKey, secondaryAccessKey, hubs: settings, statusPage, onEvent } = checked;
  const clock = new Clock();
  const events = new Events(clock);
  events.observe(onEvent);
  const keys = [accessKey, secondaryAccessKey].filter((key) => key !== undefined);
  const upstream = new Upstream({ clock, events, keys, hubs: settings });
  const service = { hubs: new Hubs(events), accessKey, secondaryAccessKey, clock, upstream };
  const control = new ControlledService(service);
  const clients = new Clients(service);
  const page = statusPage ? new StatusPage({ service, control, events, host }) : undefined;

  const gate = { ...checked, hasKnownKey: keys.includes(defaultAccessKey) };
  const note = ({ method = "", url = "" }: IncomingMessage, { status, text: reason }: Refused): void =>
    events.emit({ type: "request", method, path: withoutToken(url), status, reason });

  const unanswered = new Unanswered();
  const certificate = checked.https === true ? await makeCertificate(namesFor(host)) : undefined;
  const tls = certificate ?? (checked.https === false ? undefined : (checked.https as Certificate));
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    unanswered.add(response);
    readTarget(request);
    const refused = refusalOf(request, gate);
    if (refused !== undefined) {
      // Its body is not read, so the connection cannot be used again.
      response.shouldKeepAlive = false;
      writeAnswer(response, refused);
      note(request, refused);
    } else if (page?.isFor(request)) void page.serve(request, response);
    else void serveRest(control, events, request, response);
  };
  const server: Server =
    tls === undefined
      ? createServer({ maxHeaderSize }, handle)
      : createSecureServer({ maxHeaderSize, key: asPem(tls.key), cert: asPem(tls.cert) }, handle);
  server.on("upgrade", (request, socket, head) => {
    if (!asksForWebSocket(request)) {
      void ignoreUpgrade(server, request, socket, head, unanswered);
      return;
    }
    readTarget(request);
    const refused = refusalOf(request, gate);
    if (refused !== undefined) {
      socket.on("error", () => socket.destroy());
      refuse(request, socket, refused);
      note(request, refused);
    } else if (page?.isForFeed(request)) page.upgrade(request, socket, head);
    else void upgradeClient(clients, events, request, socket, head);
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    // A connection comes again after an offer that was ignored.
    if (sockets.has(socket)) return;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await listen(server, port, host);

  const scheme = tls === undefined ? "http" : "https";
  const addressOf = (name: string): string => `${scheme}://${name}:${(server.address() as AddressInfo).port}`;
  const endpoint = addressOf(hostForThisMachine(host));
  upstream.host = new URL(endpoint).host;
  let closing: Promise<void> | undefined;
  return {
    endpoint,
    otherEndpoints: hostsForOthers(host).map(addressOf),
    certificate: certificate?.cert,
    statusPage: page && `${endpoint}/`,
    connectionString: `Endpoint=${endpoint};AccessKey=${accessKey};Version=1.0;`,
    tokenCredential: tokenCredential(service),
    control,
    close: () => (closing ??= close(server, upstream, clients, page, sockets).finally(() => clock.stop())),
  };
}

/** What a certificate is for: every name that clients may have for the service. */
function namesFor(host: string): string[] {
  const others = hostsForOthers(host).map((name) => name.replace(/^\[(.*)\]$/, "$1"));
  const own = isEveryAddress(host) ? ["host.docker.internal"] : [host];
  return [...new Set(["localhost", "127.0.0.1", "::1", ...own, ...others])];
}

/** Answers a WebSocket handshake, and says so. */
async function upgradeClient(
  clients: Clients,
  events: Events,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  const { status, reason } = await clients.upgrade(request, socket, head);
  const { method = "", url = "" } = request;
  events.emit({
    type: "request",
    method: status === 101 ? "WEBSOCKET" : method,
    path: withoutToken(url),
    status,
    reason,
  });
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const text =
      code === "EADDRINUSE" ? `Port ${port} of ${host} is taken. Name another port, or 0 for any free one.` : message;
    throw Object.assign(new Error(text, { cause }), { code });
  }
}

async function close(
  server: Server,
  upstream: Upstream,
  clients: Clients,
  page: StatusPage | undefined,
  sockets: ReadonlySet<Socket>,
): Promise<void> {
  const closed = once(server, "close");
  server.close();
  // First of all, because clients may be waiting for what their handlers say.
  await upstream.close();
  await Promise.all([clients.close(), page?.close()]);
  // Not closeAllConnections(), which knows nothing of connections that asked for an upgrade.
  for (const socket of sockets) socket.destroy();
  await closed;
}
