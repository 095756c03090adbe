import { buildSendToAllRequest } from "web-pubsub-rest";
import type { Subscriber } from "./subscribers.js";
import type { SendToAllBody, WebPubSubClient } from "web-pubsub-rest";

type Received = Subscriber["received"][number];

/** One message: how to send it, who should receive it, and how to recognise it. */
export interface PlannedMessage {
  /** The method and path, for the table. */
  call: string;
  /** What kind of body it has. */
  kind: string;
  send: () => PromiseLike<{ status: string }>;
  receivers: Subscriber[];
  matches: (message: { dataType: string; data: unknown }) => boolean;
}

/** Plans every send of the API with every kind of body, through path calls, and one built request at the end. */
export function planMessages(
  client: WebPubSubClient,
  { hub, group, subscribers }: { hub: string; group: string; subscribers: Subscriber[] },
): PlannedMessage[] {
  const [adaPhone, , , eve] = subscribers as [Subscriber, Subscriber, Subscriber, Subscriber];
  const ada = adaPhone.userId;
  const targets = [
    {
      call: "POST /api/hubs/{hub}/:send",
      receivers: subscribers,
      send: (options: SendToAllBody) => client.path("/api/hubs/{hub}/:send", hub).post(options),
    },
    {
      call: "POST .../groups/{group}/:send",
      receivers: subscribers.filter(({ groups }) => groups.includes(group)),
      send: (options: SendToAllBody) => client.path("/api/hubs/{hub}/groups/{group}/:send", hub, group).post(options),
    },
    {
      call: "POST .../users/{userId}/:send",
      receivers: subscribers.filter(({ userId }) => userId === ada),
      send: (options: SendToAllBody) => client.path("/api/hubs/{hub}/users/{userId}/:send", hub, ada).post(options),
    },
    {
      call: "POST .../connections/{connectionId}/:send",
      receivers: [eve],
      send: (options: SendToAllBody) =>
        client.path("/api/hubs/{hub}/connections/{connectionId}/:send", hub, eve.connectionId).post(options),
    },
  ];
  const planned = targets.flatMap((target, index) =>
    bodies(index).map(({ kind, options, matches }) => ({
      call: target.call,
      kind,
      receivers: target.receivers,
      matches,
      send: () => target.send(options),
    })),
  );
  const built = { from: "a built request" };
  planned.push({
    call: "buildSendToAllRequest + sendRequest",
    kind: "JSON",
    receivers: subscribers,
    matches: ({ dataType, data }) => dataType === "json" && JSON.stringify(data) === JSON.stringify(built),
    send: () => client.sendRequest(buildSendToAllRequest(hub, { contentType: "application/json", body: built })),
  });
  return planned;
}

/** A body of each kind, told apart by number. */
function bodies(number: number): { kind: string; options: SendToAllBody; matches: (message: Received) => boolean }[] {
  const json = { number, text: "grüße 👋" };
  const text = `text ${number}: grüße 👋`;
  const bytes = Uint8Array.of(0, 255, 128, number);
  return [
    {
      kind: "JSON",
      options: { contentType: "application/json", body: json },
      matches: ({ dataType, data }: Received) => dataType === "json" && JSON.stringify(data) === JSON.stringify(json),
    },
    {
      kind: "text",
      options: { contentType: "text/plain", body: text },
      matches: ({ dataType, data }: Received) => dataType === "text" && data === text,
    },
    {
      kind: "binary",
      options: { contentType: "application/octet-stream", body: bytes },
      matches: ({ dataType, data }: Received) =>
        dataType === "binary" && data instanceof ArrayBuffer && Buffer.from(data).equals(Buffer.from(bytes)),
    },
  ];
}
