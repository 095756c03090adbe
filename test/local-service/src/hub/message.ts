/** Texts by name that go along with a message. Clients without a subprotocol are not told them. */
export type Metadata = Readonly<Record<string, string>>;

/** What kind of content a message has. */
export type DataType = "json" | "text" | "binary" | "protobuf";

/** A message on its way to connections. */
export type Message = (
  | { readonly dataType: "text"; readonly text: string }
  /** `text` is valid JSON. It is never taken apart, so that numbers and deep nesting arrive as they were sent. */
  | { readonly dataType: "json"; readonly text: string }
  /** The bytes of `protobuf` are a `google.protobuf.Any`, which only clients of protobuf subprotocols send. */
  | { readonly dataType: "binary" | "protobuf"; readonly bytes: Uint8Array }
) & {
  /** When to give up what has not been delivered, in milliseconds since 1970; never where absent. */
  readonly expiresAt?: number | undefined;
  /** Absent where whoever sent it gave none. */
  readonly metadata?: Metadata | undefined;
};

/** Who a message comes from, as far as its receivers are told. */
export type Origin =
  | { readonly from: "server" }
  | {
      readonly from: "group";
      readonly group: string;
      readonly fromUserId?: string | undefined;
      /** Absent where the message is no part of a stream. */
      readonly stream?: StreamInfo | undefined;
    };

/** Which part of a stream a message is (`Azure/azure-webpubsub`, protocols/client/client-spec.md, 3.6). */
export interface StreamInfo {
  readonly streamId: string;
  /** Counts the parts from 1. */
  readonly streamSequenceId: number;
  /** Whether it is the last one, which has no content. */
  readonly endOfStream?: boolean | undefined;
  /** Why the stream ends early. */
  readonly error?:
    { readonly name: string; readonly message: string; readonly userErrorCode?: string | undefined } | undefined;
}
