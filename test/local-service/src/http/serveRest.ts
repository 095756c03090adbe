import type { IncomingMessage, ServerResponse } from "node:http";
import type { ControlledService } from "../control/controlledService.js";
import { writeAnswer } from "./answer.js";
import { restRequestFrom } from "./restRequest.js";

/** Answers a request that came over a socket. Never fails: a client that goes away early has no use for an answer. */
export async function serveRest(
  service: ControlledService,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const request = await restRequestFrom(message);
    // The rest of a body that is too large may not have been read, so the connection cannot be used again.
    if (request.body === undefined) response.shouldKeepAlive = false;
    const outcome = await service.answer(request);
    if (outcome === "reset") message.socket.resetAndDestroy();
    else writeAnswer(response, outcome);
  } catch {
    response.destroy();
  }
}
