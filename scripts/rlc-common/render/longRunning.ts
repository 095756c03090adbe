import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ClientModel } from "../model/clientModel.js";

const poller = fileURLToPath(new URL("../longRunning/poller.ts", import.meta.url));

/**
 * `poller.ts`: follows long-running operations, in a client that has any. It is copied like the runtime, and is no part of
 * that, because it takes another package: `@azure/core-lro`.
 */
export function renderPoller(model: ClientModel): string {
  if (!hasLongRunning(model)) return "";
  return readFileSync(poller, "utf8").replaceAll('"../runtime/', `"${model.runtime}/`);
}

/** Whether a client has long-running operations. */
export const hasLongRunning = ({ operations }: Pick<ClientModel, "operations">): boolean =>
  operations.some(({ longRunning }) => longRunning !== undefined);
