import type { PipelineResponse } from "@azure/core-rest-pipeline";

/** Gives up an answer that nobody will read. One that was wanted as a stream would hold its connection for ever. */
export function discard({ readableStreamBody, browserStreamBody }: PipelineResponse): void {
  (readableStreamBody as { destroy?(): unknown } | undefined)?.destroy?.();
  browserStreamBody?.cancel().catch(() => undefined);
}
