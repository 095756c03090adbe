import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { isDeepStrictEqual } from "node:util";
import { WebPubSubClient, WebPubSubJsonProtocol } from "@azure/web-pubsub-client";
import { startLocalService } from "web-pubsub-local";
import { createWebPubSubClientFromConnectionString, getClientAccessToken } from "web-pubsub-rest/2024-12-01";
import { startFront } from "./front.js";
import type { Front } from "./front.js";
import { hub, messages } from "./suite/setting.js";
import type { Outcome, Report, Setting } from "./suite/setting.js";

/** What one runtime meets: a local service with clients, and a front before it. */
export interface Scene {
  readonly front: Front;
  readonly setting: Setting;
  /** What the service and its clients have seen, once the suite has run. */
  verify(report: Report, rules: Rules): Promise<Outcome[]>;
  close(): Promise<void>;
}

/** In what runtimes may differ. */
export interface Rules {
  /** How often a send goes out whose connection is lost before an answer. */
  lostSends: number;
  /** How many connections there may be at once. */
  connections: number;
}

const members = 5;
const parallelSends = 200;

interface Received {
  userId: string;
  dataType: string;
  data: unknown;
}

/** Starts a service with five clients in a group, one of whom has an apostrophe in the name. */
export async function setScene(): Promise<Scene> {
  const service = await startLocalService();
  const front = await startFront(service.endpoint);
  const { port, hostname, origin } = new URL(front.endpoint);
  const key = /AccessKey=([^;]+)/.exec(service.connectionString)?.[1] ?? "";
  const connectionString = `Endpoint=http://${hostname};Port=${port};AccessKey=${key};Version=1.0;`;
  const client = createWebPubSubClientFromConnectionString(connectionString);
  const received: Received[] = [];
  const stops: (() => void)[] = [];

  const join = async (userId: string, url: string): Promise<void> => {
    const socket = new WebPubSubClient(url, {
      protocol: WebPubSubJsonProtocol(),
      autoReconnect: false,
      // Its keep-alive timers outlive stop().
      keepAliveIntervalInMs: 0,
      keepAliveTimeoutInMs: 0,
    });
    const receive = ({ message }: { message: { dataType: string; data: unknown } }): void => {
      received.push({ userId, dataType: message.dataType, data: message.data });
    };
    socket.on("server-message", receive);
    socket.on("group-message", receive);
    stops.push(() => socket.stop());
    const connected = new Promise<void>((resolve) => socket.on("connected", () => resolve()));
    await socket.start();
    await connected;
  };
  for (const userId of ["o'neill", "ada", "bob", "eve", "kim"]) {
    const groups = userId === "ada" ? ["members", "crowd"] : ["members"];
    await join(userId, (await getClientAccessToken(client, hub, { userId, groups })).url);
  }

  const { control } = service;
  control.intercept({ path: /\/groups\/slow-/, delay: 60_000, times: Number.POSITIVE_INFINITY });
  control.intercept({ path: /\/groups\/busy\//, status: 503, headers: { "Retry-After": "0" } });
  control.intercept({ path: /\/groups\/broken-once$/, reset: true });
  control.intercept({ path: /\/groups\/broken\//, reset: true, times: Number.POSITIVE_INFINITY });
  const requests = (group: string) =>
    control.requests.filter(({ path }) => new RegExp(`/groups/${group}(/|$)`).test(path)).length;
  front.resetCount();

  return {
    front,
    setting: {
      connectionString,
      endpoint: origin,
      entraToken: (await service.tokenCredential.getToken("https://webpubsub.azure.com/.default")).token,
      deadEndpoint: await deadEndpoint(),
      members,
      parallelSends,
    },
    async verify({ clientUrl }, { lostSends, connections }) {
      const visitor = join("visitor", clientUrl);
      const arrived = (dataType: string, data: unknown) =>
        received.filter((message) => message.dataType === dataType && isDeepStrictEqual(plain(message.data), data));
      const crowd = () => received.filter(({ data }) => (data as { number?: number } | null)?.number !== undefined);
      // Messages are on their way over WebSockets.
      for (let tries = 0; tries < 100 && crowd().length < parallelSends; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
      const countOf = (dataType: string, data: unknown) => arrived(dataType, data).length;
      const streamed = [...Buffer.from(messages.streamed)];
      return [
        await outcome(
          "the client URL lets a client in",
          visitor.then(() => "yes"),
          "yes",
        ),
        await outcome("JSON arrived once at each client", countOf("json", messages.json), members),
        await outcome("text arrived once at each client", countOf("text", messages.text), members),
        await outcome("bytes and Blob arrived", countOf("binary", messages.bytes), 2 * members),
        await outcome("both streams arrived", countOf("binary", streamed), 2 * members),
        await outcome(
          "what was filtered arrived at one client",
          arrived("text", messages.filtered).map(({ userId }) => userId),
          ["o'neill"],
        ),
        await outcome("the send with a token credential arrived", countOf("text", messages.entra), members),
        await outcome("a page was asked for three times", requests("members"), Math.ceil(members / 2)),
        await outcome("what was aborted went out once", requests("slow-abort"), 1),
        await outcome("what timed out went out once", requests("slow-timeout"), 1),
        await outcome("what was aborted before did not go out", requests("never"), 0),
        await outcome("after 503 it went out twice", requests("busy"), 2),
        await outcome("a question whose connection was lost went out twice", requests("broken-once"), 2),
        await outcome(
          `a send whose connection was lost went out ${lostSends} times at most`,
          requests("broken") <= lostSends,
          true,
        ),
        await outcome(
          `all ${parallelSends} sends side by side arrived, each once`,
          new Set(crowd().map(({ data }) => (data as { number: number }).number)).size + crowd().length,
          2 * parallelSends,
        ),
        await outcome(
          `no more than ${connections} connections at once`,
          front.mostConnections <= connections ? connections : front.mostConnections,
          connections,
        ),
      ];
    },
    async close() {
      for (const stop of stops) stop();
      await front.close();
      await service.close();
    },
  };
}

/** Bytes as a list of numbers, anything else as it is. */
const plain = (data: unknown): unknown => (data instanceof ArrayBuffer ? [...new Uint8Array(data)] : data);

async function outcome(name: string, actual: unknown, expected: unknown): Promise<Outcome> {
  try {
    const is = await actual;
    if (isDeepStrictEqual(is, expected)) return { name };
    return { name, problem: `expected ${JSON.stringify(expected)}, got ${JSON.stringify(is)}` };
  } catch (error) {
    return { name, problem: (error as Error).message };
  }
}

/** An address on which somebody listened a moment ago, and nobody does now. */
async function deadEndpoint(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
}
