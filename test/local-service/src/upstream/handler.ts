import type { FunctionTarget } from "./functionTarget.js";
import type { SystemEvent } from "./handlerOptions.js";

/** Where the events of a handler go. */
export type HandlerTarget = FunctionTarget | { readonly urlTemplate: string };

/** An event handler, checked. */
export interface Handler {
  readonly isForSystemEvent: (event: SystemEvent) => boolean;
  readonly isForUserEvent: (event: string) => boolean;
  readonly target: HandlerTarget;
}
