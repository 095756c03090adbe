import { createServer as createHttpServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Server as TcpServer, Socket } from "node:net";
import { afterAll } from "@jest/globals";
import { makeCertificate } from "../../scripts/certificate.js";
import { createWebPubSubClient } from "../../src/index.js";
import type { KeyCredential, TokenCredential, WebPubSubClientOptions } from "../../src/index.js";
import { FAKE_KEY } from "../support/fakeKey.js";

/** For clients whose first failure is to be seen. */
export const noRetries = { retryOptions: { maxRetries: 0 } };

const closing: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(closing.splice(0).map((close) => close())));

/** Has a server listen until the tests of the file are over, and returns its port. */
export async function listen(server: Server | TcpServer): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** A service that answers everything with an empty 200, over http and over https. */
export interface Services {
  readonly httpPort: number;
  /** Its certificate is for the name `service.test` too. */
  readonly tlsPort: number;
  /** What clients trust it by. */
  readonly ca: string;
  /** What it was asked, oldest first. */
  readonly received: { host: string | undefined; url: string | undefined }[];
}

/** Starts both. */
export async function startServices(): Promise<Services> {
  const { key, cert } = await makeCertificate(["service.test", "localhost", "127.0.0.1"]);
  const received: Services["received"] = [];
  const handle: RequestListener = (request, response) => {
    received.push({ host: request.headers.host, url: request.url });
    response.end();
  };
  const tlsPort = await listen(createHttpsServer({ key, cert }, handle));
  return { tlsPort, httpPort: await listen(createHttpServer(handle)), ca: cert, received };
}

/** Asks a service once whether it is well. */
export const head = (
  endpoint: string,
  options: WebPubSubClientOptions = {},
  credential: KeyCredential | TokenCredential = { key: FAKE_KEY },
) =>
  createWebPubSubClient(endpoint, credential as KeyCredential, { ...noRetries, ...options })
    .path("/api/health")
    .head();
