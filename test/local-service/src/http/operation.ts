import type { Hub } from "../hub/hub.js";
import type { Answer } from "./answer.js";
import type { ApiVersion } from "./apiVersions.js";
import type { Era } from "./era.js";
import type { Service } from "./handleRequest.js";
import type { RestRequest } from "./restRequest.js";

/** What an operation gets to see of its request: everything is decoded and checked. */
export interface OperationContext {
  readonly service: Service;
  readonly version: ApiVersion;
  readonly era: Era;
  readonly hub: Hub;
  /** The parameters of the path by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Only what the operation takes in this version. */
  readonly query: URLSearchParams;
  readonly request: RestRequest;
}

/**
 * Carries an operation out.
 *
 * @throws Failure where it cannot be
 */
export type Operation = (context: OperationContext) => Answer | Promise<Answer>;
