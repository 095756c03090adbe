import type { ClientRequest } from "node:http";
import { pipeline } from "node:stream";
import type { PipelineRequest } from "@azure/core-rest-pipeline";
import { counter } from "../node/counter.js";
import { inMemory, toReadable } from "../node/requestBody.js";
import { reportProgress } from "../progress.js";

/**
 * Writes a request's body: at once where it is in memory, and with its length; as it comes where it is a stream.
 *
 * @param headers - those that have been given to `message`
 */
export function writeBody(
  request: PipelineRequest,
  message: ClientRequest,
  headers: Readonly<Record<string, string>>,
): void {
  const { onUploadProgress } = request;
  const body = typeof request.body === "function" ? request.body() : request.body;
  if (body === undefined || body === null) return void message.end();
  const whole = inMemory(body);
  if (whole !== undefined) {
    const length = Buffer.byteLength(whole);
    if (!message.hasHeader("content-length")) message.setHeader("Content-Length", length);
    const bytes = typeof whole === "string" && !areAscii(headers) ? Buffer.from(whole) : whole;
    if (onUploadProgress === undefined) return void message.end(bytes);
    return void message.end(bytes, () => {
      try {
        reportProgress(onUploadProgress, length);
      } catch (error) {
        // Nobody stands above this to catch what the caller's own function throws: the process would end.
        message.destroy(error as Error);
      }
    });
  }
  const source = toReadable(body);
  // A failing stream gives up the request, and a failing request the stream.
  const done = (error?: Error | null): void => void (error && message.destroy(error));
  if (onUploadProgress === undefined) pipeline(source, message, done);
  else pipeline(source, counter(onUploadProgress), message, done);
}

/** Node.js writes headers together with a text, in the encoding of the text, which is another one than that of headers. */
function areAscii(headers: Readonly<Record<string, string>>): boolean {
  for (const name in headers) if (/[^\0-\x7f]/.test(headers[name] as string)) return false;
  return true;
}
