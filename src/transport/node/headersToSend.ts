import type { PipelineRequest } from "@azure/core-rest-pipeline";

/** A request's headers as they go out. Packed answers are asked for where there is something in them to pack. */
export function headersToSend({ headers, method }: PipelineRequest): Record<string, string> {
  const raw = headers.toJSON({ preserveCase: true });
  if (method === "GET" && !headers.has("accept-encoding")) raw["Accept-Encoding"] = "gzip, deflate, br";
  return raw;
}
