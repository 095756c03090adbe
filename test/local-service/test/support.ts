import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach } from "@jest/globals";
import { SignJWT } from "jose";
import { WebSocket } from "ws";
import type { ClientOptions } from "ws";
import type { LocalService, LocalServiceOptions, RequestEvent, ServiceEvent } from "../src/index.js";
import { defaultAccessKey, startLocalService } from "../src/index.js";

export const jsonProtocol = "json.webpubsub.azure.v1";

/** What is to be closed after the current test. */
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** Has something closed after the current test. */
export function closeAfterTest<Closable extends { close(): unknown }>(one: Closable): Closable {
  open.push(one);
  return one;
}

/** A service that is closed after the test. */
export async function service(options?: LocalServiceOptions): Promise<LocalService> {
  return closeAfterTest(await startLocalService(options));
}

/** A service that is closed after the test, and what it tells of, but for the times. */
export async function watchedService(options?: LocalServiceOptions) {
  const events: Omit<ServiceEvent, "at">[] = [];
  const local = await service({ ...options, onEvent: ({ at: _, ...event }) => void events.push(event) });
  return { local, events, requests: () => events.filter(({ type }) => type === "request") as RequestEvent[] };
}

/** A token made by a library that is not ours. */
export function token(
  audience: string | string[] | undefined,
  claims: object = {},
  key = defaultAccessKey,
  expires: string | number = "5m",
): Promise<string> {
  const jwt = new SignJWT({ ...claims }).setProtectedHeader({ alg: "HS256" }).setExpirationTime(expires);
  return (audience === undefined ? jwt : jwt.setAudience(audience)).sign(new TextEncoder().encode(key));
}

/** A path with the version that is asked for. */
export const withVersion = (path: string, version: string): string =>
  `${path}${path.includes("?") ? "&" : "?"}api-version=${version}`;

/** Headers with a token that passes for one of Microsoft Entra. */
export async function entra({ tokenCredential }: LocalService): Promise<{ authorization: string }> {
  const access = await tokenCredential.getToken("https://webpubsub.azure.com/.default");
  return { authorization: `Bearer ${access.token}` };
}

/** A request with a good token. The path is sent as it is. */
export async function call({ endpoint }: LocalService, method: string, path: string, init: RequestInit = {}) {
  const url = endpoint + path;
  const headers = { authorization: `Bearer ${await token(url)}`, ...(init.headers as Record<string, string>) };
  const response = await fetch(url, { method, ...init, headers });
  return { status: response.status, headers: response.headers, text: await response.text(), response };
}

/** A WebSocket client that keeps what it receives until somebody asks for it. */
export class Client {
  readonly socket: WebSocket;
  readonly closed: Promise<{ code: number; reason: string }>;
  connectionId = "";
  /** The first frame of a JSON subprotocol. */
  greeting: { connectionId: string; reconnectionToken?: string } | undefined;
  #frames: { data: Buffer; isBinary: boolean }[] = [];
  #waiting: ((frame: { data: Buffer; isBinary: boolean }) => void)[] = [];

  constructor(url: string, protocols: string[] = []) {
    this.socket = new WebSocket(url, protocols);
    this.socket.on("error", () => undefined);
    this.socket.on("message", (data: Buffer, isBinary: boolean) => {
      const waiting = this.#waiting.shift();
      if (waiting) waiting({ data, isBinary });
      else this.#frames.push({ data, isBinary });
    });
    this.closed = new Promise((resolve) =>
      this.socket.on("close", (code, reason) => resolve({ code, reason: String(reason) })),
    );
  }

  /** The next frame that has not been asked for. */
  frame(): Promise<{ data: Buffer; isBinary: boolean }> {
    const [first] = this.#frames.splice(0, 1);
    return first ? Promise.resolve(first) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Whether a frame has arrived that nobody has asked for. */
  get hasFrames(): boolean {
    return this.#frames.length > 0;
  }

  /** The next frame as JSON. */
  async json(): Promise<any> {
    return JSON.parse(String((await this.frame()).data));
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === "string" || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
  }

  /** Sends a request and returns its ack. */
  async ask(request: object): Promise<any> {
    this.send(request);
    return this.json();
  }

  /** Whether nothing has arrived, once a ping has been answered: frames keep their order. */
  async isSilent(): Promise<boolean> {
    this.send({ type: "ping" });
    return (await this.json()).type === "pong";
  }
}

/** A connected client; with the JSON subprotocol unless told otherwise. */
export async function connect(
  { endpoint }: Pick<LocalService, "endpoint">,
  claims: object = {},
  hub = "chat",
  protocols = [jsonProtocol],
): Promise<Client> {
  const access = await token(`${endpoint}/client/hubs/${hub}`, claims);
  const client = new Client(`${endpoint.replace("http", "ws")}/client/hubs/${hub}?access_token=${access}`, protocols);
  closeAfterTest({ close: () => client.socket.terminate() });
  await once(client.socket, "open");
  if (client.socket.protocol.startsWith("json.")) {
    client.greeting = await client.json();
    client.connectionId = client.greeting?.connectionId ?? "";
  }
  return client;
}

/** The status with which an upgrade is refused. */
export function refusedUpgrade(url: string, options: ClientOptions = {}, protocols: string[] = []): Promise<number> {
  const socket = new WebSocket(url, protocols, options);
  return new Promise((resolve, reject) => {
    socket.on("unexpected-response", (_, response) => resolve(response.statusCode ?? 0));
    socket.on("open", () => reject(new Error("The upgrade was not refused.")));
    socket.on("error", () => undefined);
  });
}

/** Waits until something is so. A test whose time is up before fails by that, and is waited in no longer. */
export async function until(isSo: () => boolean): Promise<void> {
  let isOver = false;
  closeAfterTest({ close: () => (isOver = true) });
  while (!isSo()) {
    if (isOver) throw new Error("The test is over.");
    await delay(5);
  }
}

/** Lets what is under way come as far as it can. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

/** The address at which a client of the hub `chat` asks to connect, with a token. */
export async function upgradeUrl(endpoint: string): Promise<string> {
  const access = await token(`${endpoint}/client/hubs/chat`);
  return `${endpoint.replace("http", "ws")}/client/hubs/chat?access_token=${access}`;
}
