/** What every contender sends, and where: one broadcast of a small JSON message, answered with an empty 202. */
export interface Target {
  /** Scheme, host and port, without a trailing slash. */
  readonly endpoint: string;
  readonly hub: string;
  readonly key: string;
  /** For those that sign nothing themselves: a header of the length that a signed token has. */
  readonly authorization: string;
}

/** The message. It is given as a value to those that write JSON themselves, and as a text to those that do not. */
export const message = { from: "ada", text: "The quick brown fox jumps over the lazy dog." };

/** The message as JSON. */
export const messageText = JSON.stringify(message);

/** The path and query of the send, as all contenders ask for it. */
export const pathOf = (hub: string): string => `/api/hubs/${hub}/:send?api-version=2024-12-01`;

/** A request, sent once. Resolves with the status of the answer when its body has been read. */
export type Send = () => Promise<number>;

/** What the module of each contender exports as `prepare`. */
export type Prepare = (target: Target) => Promise<Send>;
