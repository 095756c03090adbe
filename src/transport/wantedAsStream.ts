import type { PipelineRequest } from "@azure/core-rest-pipeline";

/** Whether an answer of this status is to be handed over as a stream; infinity stands for every status. */
export function isWantedAsStream({ streamResponseStatusCodes: codes }: PipelineRequest, status: number): boolean {
  return codes !== undefined && (codes.has(Infinity) || codes.has(status));
}
