/** What the calls share. They are compiled together with the generated clients, so they prove the types too. */

/** A call, and what it must put on the wire, or be refused with. */
export interface Call {
  readonly call: () => PromiseLike<unknown>;
  /** The request: its line, a line for each of `headers`, and its body behind an empty line. */
  readonly sends?: string;
  /** The names of the headers that the test is about. */
  readonly headers?: readonly string[];
  /** Whether the test is about the body, and how it is compared. */
  readonly body?: "text" | "hex";
  /** The body that the service answers with. */
  readonly answer?: string;
  /** Its media type; JSON unless said otherwise. */
  readonly answerType?: string;
  /** The status that it answers with; 200 unless said otherwise. */
  readonly status?: number;
  /** What the call then returns. */
  readonly returns?: unknown;
  /** The code of the error that the answer is turned into, and what it says. */
  readonly fails?: readonly [code: string, message: RegExp];
  /** The argument that is named in the error, and what is asked of it. */
  readonly refuses?: readonly [argument: string, expected: RegExp];
}

/** Calls by what they show. */
export type Calls = Readonly<Record<string, Call>>;

/** For every client: the server speaks http, and is asked once. */
export const options = { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } };
