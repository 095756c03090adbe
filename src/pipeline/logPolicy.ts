import type { LogPolicyOptions, PipelinePolicy } from "@azure/core-rest-pipeline";
import { printable } from "../../generated/runtime/printable.js";
import { log } from "../logger.js";

/**
 * Writes each attempt and its answer into the log, without bodies and with what may be secret left out. While nobody has
 * turned the log on, it does nothing but ask.
 */
export function logPolicy(options: LogPolicyOptions = {}): PipelinePolicy {
  const { logger: write = log, additionalAllowedHeaderNames = [], additionalAllowedQueryParameters } = options;
  const allowed = {
    headers: ["x-ms-error-code", ...additionalAllowedHeaderNames],
    queryParameters: additionalAllowedQueryParameters,
  };
  const say = (line: string): void => {
    try {
      write(line);
    } catch {
      // A log that cannot be written is no reason for a call to fail.
    }
  };
  return {
    // That of the core library's, whose place it takes.
    name: "logPolicy",
    sendRequest(request, next) {
      if (!write.enabled) return next(request);
      say(`Request: ${printable(request, allowed)}`);
      return next(request).then((response) => {
        say(`Response status code: ${response.status}`);
        say(`Headers: ${printable(response.headers, allowed)}`);
        return response;
      });
    },
  };
}
