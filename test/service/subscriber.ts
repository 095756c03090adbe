import { WebPubSubClient, WebPubSubJsonProtocol } from "@azure/web-pubsub-client";
import { getClientAccessToken } from "../../src/index.js";
import type { ClientAccessOptions } from "../../src/index.js";

/** A WebSocket client that somebody else wrote, and what it has received. */
export interface Subscriber {
  readonly connectionId: string;
  /** The data of the messages that have arrived, oldest first. */
  readonly received: unknown[];
  /** Resolves when there are as many messages. */
  has(count: number): Promise<void>;
  /** Resolves with the service's words when the connection has ended. */
  readonly disconnected: Promise<string | undefined>;
  stop(): void;
}

/** Connects the published client to the hub `chat`. */
export async function connectSubscriber(
  client: Parameters<typeof getClientAccessToken>[0],
  options: ClientAccessOptions,
): Promise<Subscriber> {
  const { url } = await getClientAccessToken(client, "chat", options);
  const socket = new WebPubSubClient(url, {
    protocol: WebPubSubJsonProtocol(),
    autoReconnect: false,
    keepAliveIntervalInMs: 0,
    keepAliveTimeoutInMs: 0,
  });
  const received: unknown[] = [];
  let arrived = (): void => undefined;
  const receive = ({ message }: { message: { data: unknown } }): void => {
    received.push(message.data);
    arrived();
  };
  socket.on("server-message", receive);
  socket.on("group-message", receive);
  const disconnected = new Promise<string | undefined>((resolve) =>
    socket.on("disconnected", ({ message }) => resolve(message?.message)),
  );
  const connected = new Promise<string>((resolve) =>
    socket.on("connected", ({ connectionId }) => resolve(connectionId)),
  );
  await socket.start();
  return {
    connectionId: await connected,
    received,
    disconnected,
    async has(count) {
      while (received.length < count) await new Promise<void>((resolve) => (arrived = resolve));
    },
    stop: () => socket.stop(),
  };
}
