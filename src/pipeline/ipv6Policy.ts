import type { PipelinePolicy } from "@azure/core-rest-pipeline";

/** The policy's name in a pipeline. */
export const ipv6PolicyName = "webPubSubIpv6Policy";

/**
 * Takes the brackets off an IPv6 address. A URL has them, and the core library hands them on to Node, which then looks for a
 * host of that name.
 *
 * @param endpoint - the address that requests go to
 */
export function ipv6Policy(endpoint: string): PipelinePolicy | undefined {
  const address = /^\[(.*)\]$/.exec(new URL(endpoint).hostname)?.[1];
  if (address === undefined) return undefined;
  return {
    name: ipv6PolicyName,
    sendRequest(request, next) {
      request.requestOverrides = { ...request.requestOverrides, hostname: address };
      return next(request);
    },
  };
}
