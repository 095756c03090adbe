/** What a caller was told in place of an answer, or of the rest of one. */
export interface Failure {
  readonly name: string;
  readonly code?: string | undefined;
  readonly statusCode?: number | undefined;
  readonly message: string;
  /** Whether its cause is the reason with which the signal was aborted. */
  readonly hasReason: boolean;
}

/** How a call ended, as its caller saw it. */
export interface Outcome {
  readonly index: number;
  /** `never`: not while the campaign waited for it. */
  readonly ended: "answer" | "error" | "never";
  readonly status?: number;
  /** The body of an answer, as a text: JSON that was read is written again. */
  readonly body?: string;
  /** How the reading of a streamed body ended: to its end, with an error, or because the caller gave it up. */
  readonly stream?: "whole" | "failed" | "givenUp";
  /** What a stream that failed said. */
  readonly streamError?: Failure;
  readonly error?: Failure;
  /** Attempts that went through the client's pipeline. */
  readonly attempts: number;
  /** In milliseconds. */
  readonly elapsed: number;
  /** Listeners on the caller's signal when the call had ended. */
  readonly listeners: number;
  /** What the call, or its error, would have shown of a secret. */
  readonly secret?: string | undefined;
}
