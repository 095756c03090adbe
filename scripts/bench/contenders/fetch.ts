/** The fetch that comes with Node. */
import { messageText, pathOf } from "../target.js";
import type { Prepare } from "../target.js";

export const prepare: Prepare = async ({ endpoint, hub, authorization }) => {
  const url = endpoint + pathOf(hub);
  const headers = { authorization, "content-type": "application/json" };
  return async () => {
    const response = await fetch(url, { method: "POST", headers, body: messageText });
    await response.arrayBuffer();
    return response.status;
  };
};
