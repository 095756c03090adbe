import { setTimeout as delay } from "node:timers/promises";
import { getClientAccessToken } from "web-pubsub-rest";
import type { WebPubSubClient } from "web-pubsub-rest";
import { Subscriber } from "./subscribers.js";
import { table } from "./table.js";

/** How long to wait for what the handler answers and sends, in milliseconds. */
const patience = 5_000;

const group = "guests";
const question = { text: "who is here?" };

/**
 * One round through an event handler: a client without a token connects, the handler says who it is and lets it into a
 * group; the client sends an event, and the handler answers it and tells the group, through the client package.
 */
export class HandlerRound {
  /** What is set for the hub of the local service. */
  readonly hub = {
    anonymousConnect: true,
    eventHandlers: [
      {
        connect: ({ query }: { query: Readonly<Record<string, readonly string[]>> }) => ({
          userId: query["name"]?.[0] ?? "nobody",
          groups: [group],
        }),
        userEvent: ({ userId, data }: { userId?: string | undefined; data: unknown }) => this.#answer(userId, data),
      },
    ],
  };
  #client: WebPubSubClient | undefined;
  #name = "";

  /** @returns whether everything arrived */
  async play(client: WebPubSubClient, hub: string, print: (text: string) => void): Promise<boolean> {
    [this.#client, this.#name] = [client, hub];
    const { baseUrl } = await getClientAccessToken(client, hub);
    const [gus, mia] = ["gus", "mia"].map((name) => new Subscriber(name, name, [group], `${baseUrl}?name=${name}`)) as [
      Subscriber,
      Subscriber,
    ];
    try {
      await Promise.all([gus.start(), mia.start()]);
      const isAcknowledged = await gus.sendEvent("ask", question);
      const rows = [
        [
          "connect",
          "who are you?",
          "gus and mia, in the group",
          result(gus.greetedAs === "gus" && mia.greetedAs === "mia"),
        ],
        ["ask", "gus", "acknowledged", result(isAcknowledged)],
        ["ask", "gus", "answered", result(await this.#has(gus, { answer: "you, gus" }))],
        [
          "ask",
          "gus",
          "told to the group",
          result((await this.#has(gus, this.#told)) && (await this.#has(mia, this.#told))),
        ],
      ];
      print(`\n${table(["event", "of", "the handler's doing", "result"], rows)}`);
      const isGood = rows.every((row) => row.at(-1) === "ok");
      print(
        `\nThe event handler ${isGood ? "was asked, answered, and sent to its group" : "did not do all of its work"}.`,
      );
      return isGood;
    } finally {
      gus.stop();
      mia.stop();
    }
  }

  readonly #told = { from: "gus", question };

  async #answer(userId = "nobody", data: unknown): Promise<{ data: unknown }> {
    const told = { from: userId, question: data };
    const send = this.#client?.path("/api/hubs/{hub}/groups/{group}/:send", this.#name, group);
    await send?.post({ contentType: "application/json", body: told });
    return { data: { answer: `you, ${userId}` } };
  }

  async #has({ received }: Subscriber, wanted: unknown): Promise<boolean> {
    const isThere = () => received.some(({ data }) => JSON.stringify(data) === JSON.stringify(wanted));
    const end = performance.now() + patience;
    while (!isThere() && performance.now() < end) await delay(20);
    return isThere();
  }
}

const result = (isGood: boolean): string => (isGood ? "ok" : "FAILED");
