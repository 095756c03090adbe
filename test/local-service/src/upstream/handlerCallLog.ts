import type { HandlerAnswer } from "./wire.js";

/** A call to an event handler that is over. */
export interface HandlerCall {
  /** In lower case. */
  readonly hub: string;
  readonly connectionId: string;
  /** Absent for an anonymous client. */
  readonly userId?: string | undefined;
  /** Such as `connect`, or the name of a user event. */
  readonly event: string;
  /** Such as `azure.webpubsub.sys.connect` and `azure.webpubsub.user.message`. */
  readonly type: string;
  /** The number of the event among those of its connection; `connect` is 0. */
  readonly id: number;
  /** The address without its query, or `function`. */
  readonly handler: string;
  /** How often it was sent; 0 where the address was not valid. */
  readonly attempts: number;
  /** The headers of the request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The body read as UTF-8. */
  readonly text: string;
  /** The last answer; absent where there was none. */
  readonly answer?: HandlerCallAnswer | undefined;
  /** Why there was no answer, or none that could be used; absent where there was one. */
  readonly error?: string | undefined;
  /** How long it took, pauses and all, in milliseconds. */
  readonly duration: number;
}

/** What a handler answered. */
export interface HandlerCallAnswer extends HandlerAnswer {
  /** The body read as UTF-8. */
  readonly text: string;
}

/** How many calls are kept. */
const callLimit = 1000;

/** How many bytes of bodies are kept. */
const byteLimit = 16 * 1_048_576;

/** The latest calls. */
export class HandlerCallLog {
  readonly calls: HandlerCall[] = [];
  #bytes = 0;

  /** Adds a call, and lets go of the oldest ones where there is no room for it. */
  add(call: Omit<HandlerCall, "text" | "answer"> & { readonly answer: HandlerAnswer | undefined }): void {
    const { answer, ...rest } = call;
    this.calls.push({
      ...rest,
      get text() {
        return textOf(rest.body);
      },
      ...(answer && { answer: withText(answer) }),
    });
    this.#bytes += sizeOf(call);
    while (this.calls.length > callLimit || this.#bytes > byteLimit) {
      const oldest = this.calls.shift();
      this.#bytes -= oldest === undefined ? 0 : sizeOf(oldest);
    }
  }

  /** Lets go of all. */
  clear(): void {
    this.calls.length = 0;
    this.#bytes = 0;
  }
}

const textOf = (body: Uint8Array): string => new TextDecoder().decode(body);

const sizeOf = ({ body, answer }: { readonly body: Uint8Array; readonly answer?: HandlerAnswer | undefined }): number =>
  body.length + (answer?.body.length ?? 0);

const withText = (answer: HandlerAnswer): HandlerCallAnswer => ({
  ...answer,
  get text() {
    return textOf(answer.body);
  },
});
