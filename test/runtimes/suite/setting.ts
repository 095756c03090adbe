/** What a runtime is told before the suite runs there, as JSON. */
export interface Setting {
  /** What clients of the local service are made from; the address is that of the front before it. */
  connectionString: string;
  endpoint: string;
  /** A token that passes for one of Microsoft Entra. */
  entraToken: string;
  /** An address on which nobody listens. */
  deadEndpoint: string;
  /** How many clients are in the group `members`. */
  members: number;
  /** How many sends go out side by side. */
  parallelSends: number;
}

/** What became of one check. */
export interface Outcome {
  name: string;
  /** What was wrong; absent where it passed. */
  problem?: string;
}

/** What a runtime says after the suite has run there. */
export interface Report {
  outcomes: Outcome[];
  /** With which the runner connects a client. */
  clientUrl: string;
  /** What the runtime says that it is, where it says anything. */
  runtime: string;
}

/** The hub of all messages. */
export const hub = "runtimes";

/** What the sends carry, and what must therefore arrive. */
export const messages = {
  json: { from: "ada", text: "gr\u00fc\u00dfe \u{1F44B}", list: [1, null, true] },
  text: "just text, \u00e4\u00f6\u{1F600}",
  bytes: Array.from({ length: 256 }, (_, index) => index),
  streamed: "a stream in three parts",
  filtered: "for one who has an apostrophe",
  entra: "with a token of Microsoft Entra",
};
