import type { PipelineRequest } from "@azure/core-rest-pipeline";

/** What a policy may put on a request for its connection. */
export type Settings = Pick<PipelineRequest, "agent" | "proxySettings" | "tlsSettings">;

/**
 * Takes off a request what must not be printed with it: an agent holds all that goes through it, and a proxy's password.
 *
 * @returns what was there; nothing where nothing was
 */
export function takeSettings(request: PipelineRequest): Settings | undefined {
  const { agent, proxySettings, tlsSettings } = request;
  if (agent === undefined && proxySettings === undefined && tlsSettings === undefined) return undefined;
  delete request.agent;
  delete request.proxySettings;
  delete request.tlsSettings;
  return { agent, proxySettings, tlsSettings } as Settings;
}
