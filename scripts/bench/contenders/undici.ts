/** The reference: nothing but the request. */
import { loadTool } from "../tools/tools.js";
import { messageText, pathOf } from "../target.js";
import type { Prepare } from "../target.js";

interface Undici {
  request(
    url: string,
    options: { method: string; headers: Record<string, string>; body: string },
  ): Promise<{ statusCode: number; body: { dump(): Promise<void> } }>;
}

export const prepare: Prepare = async ({ endpoint, hub, authorization }) => {
  const { request } = await loadTool<Undici>("undici");
  const url = endpoint + pathOf(hub);
  const headers = { authorization, "content-type": "application/json" };
  return async () => {
    const { statusCode, body } = await request(url, { method: "POST", headers, body: messageText });
    await body.dump();
    return statusCode;
  };
};
