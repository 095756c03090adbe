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
    const outcome = await service.answer(await restRequestFrom(message));
    if (outcome === "reset") message.socket.resetAndDestroy();
    else writeAnswer(response, outcome);
  } catch {
    response.destroy();
  }
}
