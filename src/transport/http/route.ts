import type { Agent } from "node:http";
import type { Queue } from "../queue.js";

/** On which connection it goes there. */
export interface Route {
  readonly agent: Agent;
  /** Set for plain http through a proxy, which is then asked by the whole URL. */
  readonly proxy?: URL;
  /** Set where the agent cannot bound its connections by itself: each request waits for its turn, which ends with it. */
  readonly turns?: Queue;
}
