import { createClientLogger } from "#logger";
import { withoutSecrets } from "./withoutSecrets.js";

/** Takes lines; those of a log that nobody has turned on are for nothing. */
export interface Log {
  (...lines: unknown[]): void;
  readonly enabled: boolean;
}

const logger = /* @__PURE__ */ createClientLogger("web-pubsub-rest");

/**
 * The log of this package, in the namespace `azure:web-pubsub-rest`, with tokens masked. `AZURE_LOG_LEVEL=verbose` or
 * `setLogLevel` of `@azure/logger` turn it on; in workers the variable does.
 */
export const log = /* @__PURE__ */ masked(logger.info);

/** The same for what is likely to be a mistake; level `warning` is enough for it. */
export const warn = /* @__PURE__ */ masked(logger.warning);

function masked(debug: Log): Log {
  const mask = (line: unknown) => (typeof line === "string" ? withoutSecrets(line) : line);
  return new Proxy(debug, { apply: (write, _, lines: unknown[]) => write(...lines.map(mask)) });
}
