import { setTimeout as delay } from "node:timers/promises";
import { planMessages } from "./messages.js";
import { connectSubscribers } from "./subscribers.js";
import { table } from "./table.js";
import type { PlannedMessage } from "./messages.js";
import type { Subscriber } from "./subscribers.js";
import type { WebPubSubClient } from "web-pubsub-rest";

/** How long to wait for messages that have been accepted, in milliseconds. */
const patience = 5_000;

/**
 * Sends every kind of message to real subscribers and prints who received what.
 *
 * @returns whether each message arrived where it should, once, and nowhere else
 */
export async function runDemo(
  client: WebPubSubClient,
  { hub, group, suffix, print }: { hub: string; group: string; suffix: string; print: (text: string) => void },
): Promise<boolean> {
  const health = await client.path("/api/health").head();
  if (health.status !== "200")
    throw new Error(`The service is not healthy: HEAD /api/health answered ${health.status}.`);
  const subscribers = await connectSubscribers(client, hub, group, suffix);
  try {
    print(describeSubscribers(subscribers));
    const messages = planMessages(client, { hub, group, subscribers });
    const statuses: string[] = [];
    for (const message of messages) statuses.push((await message.send()).status);
    await waitForAll(messages);
    const results = messages.map((message, index) => judge(message, statuses[index] ?? "", subscribers));
    print(
      table(
        ["call", "body", "status", "received by", "result"],
        results.map(({ row }) => row),
      ),
    );
    const good = results.filter(({ ok }) => ok).length;
    print(`\n${good} of ${messages.length} messages arrived where they should, once, and nowhere else.`);
    return good === messages.length;
  } finally {
    for (const subscriber of subscribers) subscriber.stop();
  }
}

function describeSubscribers(subscribers: Subscriber[]) {
  const rows = subscribers.map(({ name, userId, groups, connectionId }) => [
    name,
    userId,
    groups.join(" ") || "-",
    connectionId,
  ]);
  return `${table(["subscriber", "user", "group", "connection"], rows)}\n`;
}

async function waitForAll(messages: PlannedMessage[]) {
  const end = performance.now() + patience;
  const missing = () =>
    messages.some(({ receivers, matches }) => receivers.some(({ received }) => !received.some(matches)));
  while (missing() && performance.now() < end) await delay(20);
}

function judge({ call, kind, receivers, matches }: PlannedMessage, status: string, subscribers: Subscriber[]) {
  const counts = subscribers.map((subscriber) => ({ subscriber, count: subscriber.received.filter(matches).length }));
  const got = counts
    .filter(({ count }) => count > 0)
    .map(({ subscriber, count }) => subscriber.name + (count > 1 ? ` x${count}` : ""));
  const problems = counts.flatMap(({ subscriber, count }) => {
    const wanted = receivers.includes(subscriber) ? 1 : 0;
    if (count === wanted) return [];
    return [count === 0 ? `missing at ${subscriber.name}` : `${count} instead of ${wanted} at ${subscriber.name}`];
  });
  if (status !== "202") problems.unshift(`status ${status} instead of 202`);
  const verdict = problems.length === 0 ? "ok" : `FAILED: ${problems.join(", ")}`;
  return { ok: problems.length === 0, row: [call, kind, status, got.join(" ") || "-", verdict] };
}
