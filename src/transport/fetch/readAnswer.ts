import type { PipelineRequest } from "@azure/core-rest-pipeline";
import { nameCall } from "../../../generated/runtime/failedCall.js";
import { answerError, connectionError, isDeliberate, nameOf, sizeError } from "../failure.js";
import { isCallersOwn, reportProgress } from "../progress.js";
import type { ProgressListener } from "../progress.js";
import type { Interruption } from "./interruption.js";

/**
 * Reads an answer to its end. Where one that is an error breaks off, its status is what counts: it resolves with the text
 * that came until then.
 *
 * @param interruption - ends the reading before its time
 * @throws RestError with code `RESPONSE_TOO_LARGE`, `PARSE_ERROR` where fetch says that the body cannot be unpacked, or
 * `ECONNRESET` where the connection was lost
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
    const fail = (error: unknown): void => {
      isOver = true;
      void reader.cancel().catch(() => undefined);
      reject(error);
    };
    const breakOff = (cause: unknown): void => {
      if (isOver) return;
      const error = explain(request, status, cause);
      if (status >= 400 && !isDeliberate(error)) resolve(text + decoder.decode());
      fail(error);
    };
    interruption.listen(breakOff);
    const take = ({ done, value }: ReadableStreamReadResult<Uint8Array>): void => {
      if (isOver) return;
      if (done) {
        isOver = true;
        return resolve(text + decoder.decode());
      }
      size += value.length;
      if (size > maxResponseBytes) return fail(sizeError(request, status, maxResponseBytes));
      text += decoder.decode(value, { stream: true });
      if (request.onDownloadProgress !== undefined) reportProgress(request.onDownloadProgress, size);
      next();
    };
    // The caller, who is told of each chunk, may fail, and the text, which can be only so long.
    const stop = (error: unknown): void => fail(isCallersOwn(error) ? error : sizeError(request, status, text.length));
    const next = (): void => void reader.read().then(take, breakOff).catch(stop);
    next();
  });
}

/** What fetch and its streams fail with. */
export type Failure =
  ({ readonly [Name in "name" | "code" | "message"]?: unknown } & { readonly cause?: Failure }) | undefined;

/**
 * The failure that fetch wraps, where it is known by its code or name, or is the caller's own.
 *
 * @param told - what it is where fetch does not say
 */
export function reasonOf(error: Failure, told = error): Failure {
  if (error?.code !== undefined || isCallersOwn(error)) return error;
  const cause = error?.cause;
  // Not every Node.js gives a code to what cannot be read as HTTP.
  const isKnown = typeof cause?.code === "string" || cause?.name === "HTTPParserError";
  return isKnown || isCallersOwn(cause) ? cause : told;
}

/** What has become of an answer whose body ends with an error. */
function explain(request: PipelineRequest, status: number, cause: unknown): unknown {
  const reason = reasonOf(cause as Failure);
  if (isDeliberate(reason)) return reason;
  // By the codes of Node.js and Bun. Others do not tell this from a connection that was lost.
  if (/^(?:Z_|ERR__E|ZlibE|Brotli)/.test(String(reason?.code))) {
    return answerError(request, status, "cannot be unpacked", reason);
  }
  const lost = Object.assign(new Error("the answer broke off", { cause }), { code: "ECONNRESET" });
  return connectionError(request, lost, { kind: "answered", status });
}

/** The same for an answer that the caller reads as a stream: the error names the call. */
export function explainToReader(request: PipelineRequest, status: number, cause: unknown): unknown {
  return nameCall(explain(request, status, cause), nameOf(request));
}

/**
 * The same stream, which says how much of it has passed, and when it has ended, in whichever way.
 *
 * @param interruption - ends it before its time
 * @param explainTo - makes of what ends it the error that its reader is told
 */
export function countBytes(
  stream: ReadableStream<Uint8Array>,
  report: ProgressListener | undefined,
  end: () => void = () => {},
  interruption?: Interruption,
  explainTo: (cause: unknown) => unknown = (cause) => cause,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  let loadedBytes = 0;
  let isOver = false;
  let breakOff!: (cause: unknown) => void;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      breakOff = (cause) => {
        if (isOver) return;
        isOver = true;
        end();
        controller.error(explainTo(cause));
        void reader.cancel(cause).catch(() => undefined);
      };
      interruption?.listen(breakOff);
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
        if (report !== undefined) reportProgress(report, loadedBytes);
        controller.enqueue(value);
      } catch (error) {
        breakOff(error);
      }
    },
    cancel(reason) {
      isOver = true;
      end();
      return reader.cancel(reason);
    },
  });
}
