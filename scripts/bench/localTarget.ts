/** What of a local service the processes of its benchmark need to know. */
export interface LocalTarget {
  readonly endpoint: string;
  readonly key: string;
}

export const hub = "chat";
export const group = "news";

/** What is sent, as JSON. */
export const localMessage = JSON.stringify({ from: "ada", text: "hello", at: 1_700_000_000 });
