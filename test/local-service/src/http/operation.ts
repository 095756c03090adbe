import type { IncomingMessage } from "node:http";
import type { Hub } from "../hub/hub.js";
import type { Answer } from "./answer.js";

/** What an operation gets to see of its request: everything is decoded and checked. */
export interface OperationContext {
  readonly hub: Hub;
  /** The parameters of the path by name. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** For the body. */
  readonly request: IncomingMessage;
}

/** Carries an operation out. */
export type Operation = (context: OperationContext) => Answer | Promise<Answer>;
