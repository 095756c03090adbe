import { WebPubSubClient, WebPubSubJsonProtocol } from "@azure/web-pubsub-client";
import { getClientAccessToken } from "web-pubsub-rest";
import type { WebPubSubClient as RestClient } from "web-pubsub-rest";

/** One WebSocket client, and what it has received. */
export class Subscriber {
  #client: WebPubSubClient;
  received: { dataType: string; data: unknown }[] = [];
  connectionId = "";
  /** The user that the service took it for. */
  greetedAs = "";

  constructor(
    readonly name: string,
    readonly userId: string,
    readonly groups: string[],
    url: string,
  ) {
    this.#client = new WebPubSubClient(url, {
      protocol: WebPubSubJsonProtocol(),
      autoReconnect: false,
      // Its keep-alive timers outlive stop() and would hold the process for 40 s.
      keepAliveIntervalInMs: 0,
      keepAliveTimeoutInMs: 0,
    });
    this.#client.on("connected", (greeting) => {
      this.connectionId = greeting.connectionId;
      this.greetedAs = greeting.userId;
    });
    this.#client.on("server-message", ({ message }) => this.received.push(message));
    this.#client.on("group-message", ({ message }) => this.received.push(message));
  }

  async start() {
    const connected = new Promise((resolve) => this.#client.on("connected", resolve));
    await this.#client.start();
    await connected;
  }

  /** Sends an event. @returns whether it was handled */
  async sendEvent(name: string, data: object): Promise<boolean> {
    return this.#client.sendEvent(name, data, "json").then(
      () => true,
      () => false,
    );
  }

  stop() {
    this.#client.stop();
  }
}

/**
 * Connects the demo's subscribers: two connections of one user, one of them in the group, and two users more.
 *
 * @param suffix - keeps the user names apart from those of others on a shared service
 */
export async function connectSubscribers(client: RestClient, hub: string, group: string, suffix: string) {
  const plan = [
    { name: "ada-phone", user: `ada${suffix}`, groups: [group] },
    { name: "ada-laptop", user: `ada${suffix}`, groups: [] },
    { name: "bob", user: `bob${suffix}`, groups: [group] },
    { name: "eve", user: `eve${suffix}`, groups: [] },
  ];
  return Promise.all(
    plan.map(async ({ name, user, groups }) => {
      const { url } = await getClientAccessToken(client, hub, { userId: user, groups });
      const subscriber = new Subscriber(name, user, groups, url);
      await subscriber.start();
      return subscriber;
    }),
  );
}
