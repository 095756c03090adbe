import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { warn } from "../logger.js";

/** The policy's name in a pipeline. */
export const slashPolicyName = "webPubSubSlashPolicy";

/**
 * Warns, in the log, of a call whose path has an id with a slash: the service takes `%2F` for three characters, and such a
 * call is about another group or user than was meant.
 */
export const slashPolicy: PipelinePolicy = {
  name: slashPolicyName,
  sendRequest(request, next) {
    if (request.url.includes("%2") && /^[^?]*%2f/i.test(request.url)) {
      const path = request.url.split("?", 1)[0] as string;
      warn(
        `${request.method} ${path}: the service takes %2F literally, so an id with a slash is not found. Choose ids without one, or send to the hub with a filter.`,
      );
    }
    return next(request);
  },
};
