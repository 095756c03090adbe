import { createClientLogger } from "@azure/logger";
import type { Debugger } from "@azure/logger";

/** What may stand in an answer's headers, which the core library logs as they are, and is not for logs. */
const secrets =
  /(Bearer\s+)[^\s"\\]+|((?:access_token|awps_reconnection_token)=)[^&\s"\\]+|("(?:(?:set-)?cookie|password|passphrase)":\s*")[^"]*/gi;

const logger = /* @__PURE__ */ createClientLogger("web-pubsub-rest");

/**
 * The log of this package, in the namespace `azure:web-pubsub-rest`, with tokens masked. `AZURE_LOG_LEVEL=verbose` or
 * `setLogLevel` of `@azure/logger` turn it on.
 */
export const log = /* @__PURE__ */ masked(logger.info);

/** The same for what is likely to be a mistake; level `warning` is enough for it. */
export const warn = /* @__PURE__ */ masked(logger.warning);

function masked(debug: Debugger): Debugger {
  return new Proxy(debug, { apply: (write, _, lines: unknown[]) => write(...lines.map(mask)) });
}

function mask(line: unknown): unknown {
  if (typeof line !== "string") return line;
  return line.replace(secrets, (_, bearer = "", token = "", cookie = "") => `${bearer}${token}${cookie}REDACTED`);
}
