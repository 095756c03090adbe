import type { PipelineRequest } from "@azure/core-rest-pipeline";
import { connectionError, sizeError } from "../failure.js";

/** Says how many bytes have passed so far. */
type Report = ((progress: { loadedBytes: number }) => void) | undefined;

/**
 * Reads an answer to its end. Where one that is an error breaks off, its status is what counts: it resolves with the text
 * that came until then.
 *
 * @throws RestError with code `RESPONSE_TOO_LARGE`, or `ECONNRESET` where the connection was lost or the body cannot be
 * unpacked, which fetch does not tell apart
 */
export async function readText(
  request: PipelineRequest,
  status: number,
  body: ReadableStream<Uint8Array>,
  maxResponseBytes: number,
): Promise<string> {
  const reader = body.getReader();
  // Leaves out the mark that some writers begin with.
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    let chunk: ReadableStreamReadResult<Uint8Array>;
    try {
      chunk = await reader.read();
    } catch (cause) {
      if (status >= 400) return text + decoder.decode();
      const lost = Object.assign(new Error("the answer broke off", { cause }), { code: "ECONNRESET" });
      throw connectionError(request, lost, { kind: "answered", status });
    }
    if (chunk.done) return text + decoder.decode();
    size += chunk.value.length;
    if (size > maxResponseBytes) {
      void reader.cancel().catch(() => undefined);
      throw sizeError(request, status, maxResponseBytes);
    }
    text += decoder.decode(chunk.value, { stream: true });
    request.onDownloadProgress?.({ loadedBytes: size });
  }
}

/** The same stream, which says how much of it has passed, and when it has ended, in whichever way. */
export function countBytes(
  stream: ReadableStream<Uint8Array>,
  report: Report,
  end: () => void = () => {},
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  let loadedBytes = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          controller.close();
          return end();
        }
        loadedBytes += value.length;
        report?.({ loadedBytes });
        controller.enqueue(value);
      } catch (error) {
        end();
        throw error;
      }
    },
    cancel(reason) {
      end();
      return reader.cancel(reason);
    },
  });
}
