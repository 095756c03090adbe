import type { ClientOfEvent, SentEvent, ServiceEvent, Target } from "../events/serviceEvent.js";
import type { DataType, Message } from "../hub/message.js";

/** How many messages are kept. */
const capacity = 100;

/** How much of each is kept: characters of a text, bytes of others. */
const longest = { text: 2000, bytes: 256 };

/** A message as the page shows it. */
export interface RecentMessage {
  /** Counts the messages of a service, from 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly hub: string;
  readonly target: Target;
  readonly sender?: ClientOfEvent | undefined;
  readonly receivers: number;
  readonly dataType: DataType;
  /** The beginning: the text, or the bytes in hexadecimal. */
  readonly content: string;
  /** The whole size: characters of a text, bytes of others. */
  readonly size: number;
  /** How much of that is not in `content`. */
  readonly omitted: number;
}

/** The latest messages, cut to what can be shown. */
export class RecentMessages {
  #messages: RecentMessage[] = [];
  #count = 0;

  /** How many there have been. */
  get count(): number {
    return this.#count;
  }

  /** Takes a message in, and lets go of the oldest one where there is no room. */
  add({ at, hub, target, sender, receivers, message }: ServiceEvent & SentEvent): void {
    this.#count += 1;
    this.#messages.push({ number: this.#count, at, hub, target, sender, receivers, ...beginningOf(message) });
    // Not one at a time, so that most messages cost no move of the others.
    if (this.#messages.length >= 2 * capacity) this.#messages = this.#messages.slice(-capacity);
  }

  /** Those that are kept and came after a number, oldest first. */
  after(number: number): RecentMessage[] {
    const count = Math.min(capacity, this.#count - number);
    return count > 0 ? this.#messages.slice(-count) : [];
  }
}

function beginningOf(message: Message): Pick<RecentMessage, "dataType" | "content" | "size" | "omitted"> {
  const { dataType } = message;
  if ("text" in message) {
    const { text } = message;
    const size = text.length;
    // Copied, because a part of a text would keep the whole of it in memory, and a message may be a part of a frame.
    const content = Buffer.from(text.slice(0, longest.text)).toString();
    return { dataType, content, size, omitted: Math.max(0, size - longest.text) };
  }
  const size = message.bytes.length;
  const content = Buffer.from(message.bytes.subarray(0, longest.bytes)).toString("hex");
  return { dataType, content, size, omitted: Math.max(0, size - longest.bytes) };
}
