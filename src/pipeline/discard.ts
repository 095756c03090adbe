import type { PipelineResponse } from "@azure/core-rest-pipeline";
import { giveUpBody } from "../../generated/runtime/readBody.js";

/** Gives up an answer that nobody will read. One that was wanted as a stream would hold its connection for ever. */
export function discard({ readableStreamBody, browserStreamBody }: PipelineResponse): void {
  giveUpBody(readableStreamBody ?? browserStreamBody);
}
