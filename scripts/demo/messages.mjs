import { buildSendToAllRequest } from "web-pubsub-rest";

/** @typedef {import("./subscribers.mjs").Subscriber} Subscriber */

/**
 * One message: how to send it, who should receive it, and how to recognise it.
 *
 * @typedef {object} PlannedMessage
 * @property {string} call - the method and path, for the table
 * @property {string} kind - what kind of body it has
 * @property {() => PromiseLike<{ status: string }>} send
 * @property {Subscriber[]} receivers
 * @property {(message: { dataType: string, data: unknown }) => boolean} matches
 */

/**
 * Plans every send of the API with every kind of body, through path calls, and one built request at the end.
 *
 * @param {import("web-pubsub-rest").WebPubSubClient} client
 * @param {{ hub: string, group: string, subscribers: Subscriber[] }} scene
 * @returns {PlannedMessage[]}
 */
export function planMessages(client, { hub, group, subscribers }) {
  const [adaPhone, , , eve] = /** @type {[Subscriber, Subscriber, Subscriber, Subscriber]} */ (subscribers);
  const ada = adaPhone.userId;
  const targets = [
    {
      call: "POST /api/hubs/{hub}/:send",
      receivers: subscribers,
      send: (/** @type {any} */ options) => client.path("/api/hubs/{hub}/:send", hub).post(options),
    },
    {
      call: "POST .../groups/{group}/:send",
      receivers: subscribers.filter(({ groups }) => groups.includes(group)),
      send: (/** @type {any} */ options) =>
        client.path("/api/hubs/{hub}/groups/{group}/:send", hub, group).post(options),
    },
    {
      call: "POST .../users/{userId}/:send",
      receivers: subscribers.filter(({ userId }) => userId === ada),
      send: (/** @type {any} */ options) => client.path("/api/hubs/{hub}/users/{userId}/:send", hub, ada).post(options),
    },
    {
      call: "POST .../connections/{connectionId}/:send",
      receivers: [eve],
      send: (/** @type {any} */ options) =>
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

/** A body of each kind, told apart by number. @param {number} number */
function bodies(number) {
  const json = { number, text: "grüße 👋" };
  const text = `text ${number}: grüße 👋`;
  const bytes = Uint8Array.of(0, 255, 128, number);
  return [
    {
      kind: "JSON",
      options: { contentType: "application/json", body: json },
      matches: (/** @type {any} */ { dataType, data }) =>
        dataType === "json" && JSON.stringify(data) === JSON.stringify(json),
    },
    {
      kind: "text",
      options: { contentType: "text/plain", body: text },
      matches: (/** @type {any} */ { dataType, data }) => dataType === "text" && data === text,
    },
    {
      kind: "binary",
      options: { contentType: "application/octet-stream", body: bytes },
      matches: (/** @type {any} */ { dataType, data }) =>
        dataType === "binary" && Buffer.from(data).equals(Buffer.from(bytes)),
    },
  ];
}
