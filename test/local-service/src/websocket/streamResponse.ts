import type { GroupStateItem } from "../hub/groupStates.js";

/** What the service says of streams and of states in groups. */
export type StreamResponse =
  | { readonly type: "streamAck"; readonly streamId: string; readonly expectedSequenceId: bigint }
  | {
      readonly type: "streamNack";
      readonly streamId: string;
      readonly name: string;
      readonly message: string;
      readonly expectedSequenceId: bigint;
    }
  | {
      readonly type: "streamClosed";
      readonly streamId: string;
      readonly error?: { readonly name: string; readonly message: string } | undefined;
    }
  | {
      readonly type: "groupStateSnapshot" | "groupStateUpdate";
      readonly group: string;
      readonly items: readonly GroupStateItem[];
    };
