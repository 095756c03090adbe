/** The typed wrapper around fetch, which signs nothing. */
import { loadTool } from "../tools/tools.js";
import { message } from "../target.js";
import type { Prepare } from "../target.js";

interface OpenapiFetch {
  default(options: { baseUrl: string; headers: Record<string, string> }): {
    POST(path: string, options: object): Promise<{ response: Response }>;
  };
}

export const prepare: Prepare = async ({ endpoint, hub, authorization }) => {
  const { default: createClient } = await loadTool<OpenapiFetch>("openapi-fetch");
  const client = createClient({ baseUrl: endpoint, headers: { authorization } });
  return async () => {
    const { response } = await client.POST("/api/hubs/{hub}/:send", {
      params: { path: { hub }, query: { "api-version": "2024-12-01" } },
      body: message,
    });
    return response.status;
  };
};
