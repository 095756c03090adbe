import type { StreamInfo } from "../hub/message.js";
import { writeFields } from "./protobufFields.js";
import type { StreamResponse } from "./streamResponse.js";

/** The fields of `DownstreamMessage` that are about streams and states of groups (`Azure/azure-webpubsub`, webpubsub.v1.proto). */
const downstream = {
  streamAck: 6,
  streamNack: 7,
  streamClosed: 8,
  groupStateUpdate: 9,
  groupStateSnapshot: 10,
} as const;

/** Writes a response about a stream or states as a `DownstreamMessage`. */
export function writeStreamResponse(response: StreamResponse): Uint8Array {
  const field = downstream[response.type];
  switch (response.type) {
    case "streamAck":
      return writeFields([field, writeFields([1, response.streamId], [2, response.expectedSequenceId])]);
    case "streamNack": {
      const { streamId, name, message, expectedSequenceId } = response;
      return writeFields([field, writeFields([1, streamId], [2, name], [3, message], [4, expectedSequenceId])]);
    }
    case "streamClosed": {
      const { streamId, error } = response;
      const reason = error && writeFields([1, error.name], [2, error.message]);
      return writeFields([field, writeFields([1, streamId], [2, reason])]);
    }
    default: {
      const items = response.items.map(({ connectionId, userId, state, updatedAt }) => {
        const entries = Object.entries(state ?? {}).map(
          ([name, value]) => [1, writeFields([1, name], [2, value])] as const,
        );
        const content = state && writeFields(...entries);
        return [2, writeFields([1, connectionId], [2, userId], [3, content], [4, BigInt(updatedAt)])] as const;
      });
      return writeFields([field, writeFields([1, response.group], ...items)]);
    }
  }
}

/** Writes what a message says of the stream that it is a part of, as a `StreamInfo`. */
export function writeStreamInfo({ streamId, streamSequenceId, endOfStream, error }: StreamInfo): Uint8Array {
  const reason = error && writeFields([1, error.name], [2, error.message], [3, error.userErrorCode ?? ""]);
  return writeFields([1, streamId], [2, BigInt(streamSequenceId)], [3, endOfStream], [4, reason]);
}
