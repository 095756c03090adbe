import { once } from "node:events";
import { createServer } from "node:http";
import { connect as connectTcp, createServer as createTcpServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { WebSocket } from "ws";
import { Clock } from "../src/clock.js";
import { Events } from "../src/events/events.js";
import { Hubs } from "../src/hub/hubs.js";
import type { Hub } from "../src/hub/hub.js";
import { Outgoing } from "../src/hub/outgoing.js";
import { defaultAccessKey } from "../src/index.js";
import { Upstream } from "../src/upstream/upstream.js";
import type { Budget } from "../src/websocket/budget.js";
import { Clients } from "../src/websocket/clients.js";
import { Client, closeAfterTest, connect } from "./support.js";

export const reliableJson = "json.reliable.webpubsub.azure.v1";

/** The role of a client that may do everything in groups. */
export const member = { sub: "ada", role: ["webpubsub.joinLeaveGroup", "webpubsub.sendToGroup"] };

/** The WebSocket side of a service, with its clock and its hubs in the hands of the test. */
export interface WebSocketService {
  readonly endpoint: string;
  readonly clock: Clock;
  readonly hubs: Hubs;
  readonly hub: Hub;
  /** Closes every connection, as the service does. */
  close(): Promise<void>;
}

/** A service for WebSocket clients only, which is closed after the test. */
export async function webSocketService({ budget }: { readonly budget?: Budget } = {}): Promise<WebSocketService> {
  const [clock, server] = [new Clock(), createServer()];
  const events = new Events(clock);
  const hubs = new Hubs(events);
  const service = { hubs, clock, accessKey: defaultAccessKey, upstream: new Upstream({ clock, events }) };
  const clients = new Clients(service, budget);
  server.on("upgrade", (request, socket, head) => void clients.upgrade(request, socket, head));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closeAfterTest({
    async close() {
      server.close();
      await clients.close();
      clock.stop();
      server.closeAllConnections();
    },
  });
  const { port } = server.address() as AddressInfo;
  const hub = hubs.get("chat") as Hub;
  return { endpoint: `http://127.0.0.1:${port}`, clock, hubs, hub, close: () => clients.close() };
}

/** Sends text to every client of a service, as a request would. */
export function send({ hub }: WebSocketService, text: string, expiresAt?: number): void {
  const outgoing = new Outgoing({ dataType: "text", text, expiresAt }, { from: "server" });
  for (const { channel } of hub.connections.values()) channel.deliver(outgoing);
}

/** What a connection is recovered with. */
export interface Greeting {
  readonly connectionId: string;
  readonly reconnectionToken: string;
}

/** A connected client of the reliable JSON subprotocol, and what it is recovered with. */
export async function reliable(local: { readonly endpoint: string }, claims: object = member) {
  const client = await connect(local, claims, "chat", [reliableJson]);
  return { client, greeting: client.greeting as Greeting };
}

/** The data of the next messages. */
export async function data(client: Client, count: number): Promise<unknown[]> {
  const received: unknown[] = [];
  while (received.length < count) received.push((await client.json()).data);
  return received;
}

/** What a client says when it wants its lost connection back. */
export function recover(
  { endpoint }: { readonly endpoint: string },
  { connectionId, reconnectionToken }: Greeting,
  { hub = "chat", protocol = reliableJson } = {},
): Client {
  const query = new URLSearchParams({ awps_connection_id: connectionId, awps_reconnection_token: reconnectionToken });
  const client = new Client(`${endpoint.replace("http", "ws")}/client/hubs/${hub}?${query}`, [protocol]);
  closeAfterTest({ close: () => client.socket.terminate() });
  return client;
}

/** Waits until a client may send. */
export async function opened({ socket }: Client): Promise<void> {
  if (socket.readyState === WebSocket.CONNECTING) await once(socket, "open");
}

/** Breaks a client's connection without a goodbye, and waits until the service has seen it. */
export async function lose(client: Client, { endpoint }: { readonly endpoint: string }): Promise<void> {
  client.socket.terminate();
  await client.closed;
  await roundTrip(endpoint);
}

/** Waits until the service has dealt with what happened before on other connections. */
export async function roundTrip(endpoint: string): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) {
    const socket = new WebSocket(`${endpoint.replace("http", "ws")}/`);
    await once(socket, "error");
  }
}

/** A raw connection to a service that keeps its own half open until it is destroyed. */
export async function tcp({ endpoint }: { readonly endpoint: string }): Promise<Socket> {
  const socket = connectTcp({ port: Number(new URL(endpoint).port), host: "127.0.0.1", allowHalfOpen: true });
  socket.on("error", () => undefined);
  closeAfterTest({ close: () => socket.destroy() });
  await once(socket, "connect");
  return socket;
}

/** A way to a service that can be cut. */
export interface CuttableWay {
  readonly endpoint: string;
  /** Breaks every connection that goes this way. */
  cut(): void;
}

/** A TCP proxy in front of a service, which is closed after the test. */
export async function cuttableWay({ endpoint }: { readonly endpoint: string }): Promise<CuttableWay> {
  const target = Number(new URL(endpoint).port);
  const sockets = new Set<Socket>();
  const proxy = createTcpServer((near) => {
    const far = connectTcp(target, "127.0.0.1");
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => [near, far].forEach((one) => one.destroy()));
    }
    near.pipe(far).pipe(near);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  closeAfterTest({
    close() {
      proxy.close();
      cut();
    },
  });
  return { endpoint: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, cut };
}
