import type { PipelineRequest } from "@azure/core-rest-pipeline";
import { connectionError, sizeError } from "../failure.js";
import { tell } from "../progress.js";
import type { Report } from "../progress.js";
import type { Interruption } from "./interruption.js";

/**
 * Reads an answer to its end. Where one that is an error breaks off, its status is what counts: it resolves with the text
 * that came until then.
 *
 * @param interruption - ends the reading before its time
 * @throws RestError with code `RESPONSE_TOO_LARGE`, or `ECONNRESET` where the connection was lost or the body cannot be
 * unpacked, which fetch does not tell apart
 */
export function readText(
  request: PipelineRequest,
  status: number,
  body: ReadableStream<Uint8Array>,
  maxResponseBytes: number,
  interruption: Interruption,
): Promise<string> {
  const reader = body.getReader();
  // Leaves out the mark that some writers begin with.
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  return new Promise((resolve, reject) => {
    let isOver = false;
    const breakOff = (cause: unknown): void => {
      if (isOver) return;
      isOver = true;
      void reader.cancel().catch(() => undefined);
      if ((cause as Error | undefined)?.name === "AbortError") return reject(cause);
      if (status >= 400) return resolve(text + decoder.decode());
      const lost = Object.assign(new Error("the answer broke off", { cause }), { code: "ECONNRESET" });
      reject(connectionError(request, lost, { kind: "answered", status }));
    };
    interruption.listen(breakOff);
    const take = ({ done, value }: ReadableStreamReadResult<Uint8Array>): void => {
      if (isOver) return;
      if (done) {
        isOver = true;
        return resolve(text + decoder.decode());
      }
      size += value.length;
      if (size > maxResponseBytes) {
        isOver = true;
        void reader.cancel().catch(() => undefined);
        return reject(sizeError(request, status, maxResponseBytes));
      }
      text += decoder.decode(value, { stream: true });
      if (request.onDownloadProgress !== undefined) tell(request.onDownloadProgress, size);
      next();
    };
    // A failure of the caller's own, who is told of each chunk.
    const fail = (error: unknown): void => {
      isOver = true;
      void reader.cancel().catch(() => undefined);
      reject(error);
    };
    const next = (): void => void reader.read().then(take, breakOff).catch(fail);
    next();
  });
}

/**
 * The same stream, which says how much of it has passed, and when it has ended, in whichever way.
 *
 * @param interruption - ends it before its time
 */
export function countBytes(
  stream: ReadableStream<Uint8Array>,
  report: Report | undefined,
  end: () => void = () => {},
  interruption?: Interruption,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  let loadedBytes = 0;
  let isOver = false;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      interruption?.listen((cause) => {
        if (isOver) return;
        isOver = true;
        end();
        controller.error(cause);
        void reader.cancel(cause).catch(() => undefined);
      });
    },
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (isOver) return;
        if (done) {
          isOver = true;
          controller.close();
          return end();
        }
        loadedBytes += value.length;
        if (report !== undefined) tell(report, loadedBytes);
        controller.enqueue(value);
      } catch (error) {
        if (isOver) return;
        isOver = true;
        end();
        throw error;
      }
    },
    cancel(reason) {
      isOver = true;
      end();
      return reader.cancel(reason);
    },
  });
}
