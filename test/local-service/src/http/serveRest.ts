import type { IncomingMessage, ServerResponse } from "node:http";
import type { ControlledService } from "../control/controlledService.js";
import type { Events } from "../events/events.js";
import { writeAnswer } from "./answer.js";
import { restRequestFrom } from "./restRequest.js";
import { withoutToken } from "./withoutToken.js";

/**
 * Answers a request that came over a socket, and says so once the answer has been written. Never fails: a client that goes
 * away early has no use for an answer.
 */
export async function serveRest(
  service: ControlledService,
  events: Events,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const request = await restRequestFrom(message);
    // The rest of a body that is too large may not have been read, so the connection cannot be used again.
    if (request.body === undefined) response.shouldKeepAlive = false;
    const outcome = await service.answer(request);
    if (outcome === "reset") {
      message.socket.resetAndDestroy();
      return;
    }
    const { status, receivers } = outcome;
    const path = withoutToken(request.url);
    response.once("finish", () => events.emit({ type: "request", method: request.method, path, status, receivers }));
    writeAnswer(response, outcome);
  } catch {
    response.destroy();
  }
}
