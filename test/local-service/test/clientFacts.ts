import type { Evidence } from "./restFacts.js";

/** What a WebSocket client sends, and what comes of it. Where nothing else is said it speaks JSON and may do everything. */
export interface ClientFact {
  readonly evidence: Evidence;
  readonly fact: string;
  readonly protocol?: string;
  readonly role?: string;
  /** What its address asks for. */
  readonly query?: string;
  readonly frame: string | Buffer | object;
  /** What the client itself gets, or what its connection is closed with. */
  readonly gets: readonly object[] | { readonly code: number; readonly reason: string };
}

const json = (type: string, data: object = {}): object => ({ type, group: "news", ...data });
const noGood = { code: 1007, reason: "The client message is not a valid JSON protocol message." };
const disconnected = (message: string): object => ({ type: "system", event: "disconnected", message });
const forbidden = (ackId: number, message: string): object => ({
  type: "ack",
  ackId,
  success: false,
  error: { name: "Forbidden", message },
});
const names = "n".repeat(256);
const metadata = (value: unknown): object => json("sendToGroup", { ackId: 1, data: 1, metadata: value });

/** What JSON clients are told. The client is `ada`, and in the group `news`. */
export const jsonFacts: readonly ClientFact[] = [
  {
    evidence: "D",
    fact: "an ack id that has been used",
    frame: json("joinGroup", { ackId: 7 }),
    gets: [
      { type: "ack", ackId: 7, success: true },
      {
        type: "ack",
        ackId: 7,
        success: false,
        error: { name: "Duplicate", message: "Message with ack-id: 7 has been processed" },
      },
    ],
  },
  {
    evidence: "E",
    fact: "sending is forbidden",
    role: "webpubsub.joinLeaveGroup",
    frame: json("sendToGroup", { ackId: 1, data: 1 }),
    gets: [forbidden(1, "The client does not have permission to send to group 'news'.")],
  },
  {
    evidence: "E",
    fact: "joining is forbidden",
    role: "webpubsub.sendToGroup",
    frame: json("joinGroup", { ackId: 2 }),
    gets: [forbidden(2, "The client does not have permission to join group 'news'.")],
  },
  {
    evidence: "E",
    fact: "leaving is forbidden",
    role: "webpubsub.sendToGroup",
    frame: json("leaveGroup", { ackId: 3 }),
    gets: [forbidden(3, "The client does not have permission to leave group 'news'.")],
  },
  { evidence: "E", fact: "a frame that is no JSON", frame: "{", gets: noGood },
  { evidence: "E", fact: "a frame of an unknown type", frame: { type: "shout" }, gets: noGood },
  { evidence: "E", fact: "a message without data", frame: json("sendToGroup"), gets: noGood },
  {
    evidence: "E",
    fact: "a binary frame from a JSON client",
    frame: Buffer.of(1),
    gets: { code: 1003, reason: "The JSON subprotocol requires text messages." },
  },
  {
    evidence: "E",
    fact: "types in other letter case",
    frame: { type: "PING" },
    gets: [{ type: "pong" }],
  },
  {
    evidence: "E",
    fact: "metadata goes along, behind the data",
    frame: json("sendToGroup", { data: 1, metadata: { Trace: "a b", n: "" } }),
    gets: [
      {
        type: "message",
        from: "group",
        group: "news",
        fromUserId: "ada",
        dataType: "json",
        data: 1,
        metadata: { Trace: "a b", n: "" },
      },
    ],
  },
  {
    evidence: "E",
    fact: "metadata without data is a message",
    frame: json("sendToGroup", { metadata: { a: "b" } }),
    gets: [
      {
        type: "message",
        from: "group",
        group: "news",
        fromUserId: "ada",
        dataType: "text",
        data: "",
        metadata: { a: "b" },
      },
    ],
  },
  { evidence: "E", fact: "metadata with a name of 257", frame: metadata({ [`${names}n`]: "" }), gets: noGood },
  { evidence: "E", fact: "metadata with a name that no header has", frame: metadata({ "a b": "" }), gets: noGood },
  { evidence: "E", fact: "metadata with a name outside ASCII", frame: metadata({ ü: "" }), gets: noGood },
  { evidence: "E", fact: "metadata without a name", frame: metadata({ "": "x" }), gets: noGood },
  { evidence: "E", fact: "metadata with a value outside ASCII", frame: metadata({ a: "ü" }), gets: noGood },
  { evidence: "E", fact: "metadata with a value of 1025", frame: metadata({ a: "v".repeat(1025) }), gets: noGood },
  { evidence: "E", fact: "metadata that is a number", frame: metadata({ a: 1 }), gets: noGood },
  { evidence: "E", fact: "metadata that is a list", frame: metadata(["a"]), gets: noGood },
  {
    evidence: "E",
    fact: "metadata of more than 8 KiB",
    frame: metadata(Object.fromEntries([..."abcdefghi"].map((name) => [name, "v".repeat(1000)]))),
    gets: noGood,
  },
];

/** What clients of other subprotocols are told, and those of none. */
export const otherFacts: readonly ClientFact[] = [
  {
    evidence: "E",
    fact: "a subprotocol in capitals",
    protocol: "JSON.WebPubSub.Azure.V1",
    frame: { type: "ping" },
    gets: [{ type: "pong" }],
  },
  {
    evidence: "E",
    fact: "a text frame from a protobuf client",
    protocol: "protobuf.webpubsub.azure.v1",
    frame: "x",
    gets: { code: 1003, reason: "The protobuf.webpubsub.azure.v1 subprotocol requires binary messages." },
  },
  {
    evidence: "E",
    fact: "a frame that is no protobuf",
    protocol: "protobuf.reliable.webpubsub.azure.v1",
    frame: Buffer.of(255),
    gets: { code: 1007, reason: "The client message is not a valid protobuf.webpubsub.azure.v1 protocol message." },
  },
  {
    evidence: "E",
    fact: "a simple client that may not send to its group",
    protocol: "",
    role: "webpubsub.joinLeaveGroup",
    query: "webpubsub_mode=sendToGroup&group=news",
    frame: "x",
    gets: { code: 1008, reason: "The connection is not authorized for raw sendToGroup mode." },
  },
];

export const lastFrameOf = ({ gets }: ClientFact): object | undefined =>
  "reason" in gets ? disconnected(gets.reason) : undefined;
