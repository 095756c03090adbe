import type { Codec } from "./codec.js";
import { jsonCodec } from "./jsonCodec.js";
import { protobufCodec } from "./protobufCodec.js";

/** What clients and the service may speak. */
export interface Subprotocol {
  readonly codec: Codec;
  /** Whether messages are numbered and acknowledged, and lost connections recovered. */
  readonly isReliable: boolean;
}

/** The subprotocols by name. */
export const subprotocols: ReadonlyMap<string, Subprotocol> = new Map([
  ["json.webpubsub.azure.v1", { codec: jsonCodec, isReliable: false }],
  ["json.reliable.webpubsub.azure.v1", { codec: jsonCodec, isReliable: true }],
  ["protobuf.webpubsub.azure.v1", { codec: protobufCodec, isReliable: false }],
  ["protobuf.reliable.webpubsub.azure.v1", { codec: protobufCodec, isReliable: true }],
]);
