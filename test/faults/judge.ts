import { goodAnswer, isCut, statusBody } from "./answers.js";
import { isSend } from "./cases.js";
import type { Case } from "./cases.js";
import type { Fault } from "./faultKinds.js";
import type { Failure, Outcome } from "./outcome.js";
import type { Served } from "./served.js";

/** How an error's message must name the call: `POST /api/hubs/h/:send`, in whatever form the colon has. */
const namesCall = (method: string, message: string): boolean => new RegExp(`${method} /[^ ]*api/`).test(message);

/** The longest message that a log should be given. */
const longestMessage = 1000;

const methods = {
  send: "POST",
  sendToGroup: "POST",
  list: "GET",
  exists: "HEAD",
  add: "PUT",
  remove: "DELETE",
} as const;

/** The fault that met an attempt. */
const faultOf = ({ faults }: Case, attempt: number): Fault => faults[attempt] ?? { kind: "ok", framing: "length" };

/** Whether a call may be repeated although the service may have acted on it. */
const isRepeatable = (case_: Case): boolean => case_.retrySends || !isSend(case_);

/** Whether an attempt that met a fault is followed by another one, as the README's table has it. */
export function repeats(case_: Case, fault: Fault): "must" | "may" | "never" {
  const repeatable = isRepeatable(case_);
  const isHead = case_.operation === "exists";
  // Once an answer has been handed over as a stream, it is the caller who reads it.
  const isRead = case_.reading !== "stream";
  switch (fault.kind) {
    case "status":
      // Whatever becomes of the body.
      return repeatsStatus(fault, repeatable);
    case "cutBeforeBody":
    case "cutBeforeAnswer":
    case "cutInHead":
      return repeatable ? "must" : "never";
    case "cutInBody":
      if (isHead || !repeatable) return "never";
      return isRead ? "must" : fault.cut === "reset" ? "may" : "never";
    case "brokenCoding":
    case "oversized":
      return isHead || !isRead ? "never" : repeatable ? "may" : "never";
    case "notJson":
    case "hugeHead":
    case "switching":
    case "garbage":
      return repeatable ? "may" : "never";
    default:
      return "never";
  }
}

function repeatsStatus(
  { status, retryAfter }: Extract<Fault, { kind: "status" }>,
  repeatable: boolean,
): "must" | "may" | "never" {
  const means = retryAfter?.means ?? "none";
  if (status === 429) return means === "long" ? "never" : means === "open" ? "may" : "must";
  if (status === 503) {
    if (means === "long") return "never";
    if (means === "short") return "must";
    return repeatable ? "must" : means === "open" ? "may" : "never";
  }
  if (status === 408 || (status >= 500 && status !== 501 && status !== 505)) {
    if (!repeatable) return "never";
    return means === "long" || means === "open" ? "may" : "must";
  }
  return "never";
}

/** Everything that is wrong with how a call went; nothing where it went as it should. */
export function judge(case_: Case, { arrivals }: Served, outcome: Outcome): string[] {
  const { ended, error, streamError, attempts, elapsed, listeners, secret } = outcome;
  const breaches: string[] = [];
  const say = (condition: boolean, text: string): void => void (condition && breaches.push(text));
  say(ended === "never", "the call never ended");
  say(secret !== undefined, `a secret can be seen in ${secret}`);
  say(listeners > 0, "a listener stays on the caller's signal");
  say(
    arrivals.some(({ isRight }) => !isRight),
    "a body arrived that is not the one that was given",
  );
  say(arrivals.length > attempts, "an attempt arrived more than once");
  say(
    !isRepeatable(case_) && arrivals.filter(({ acted }) => acted).length > 1,
    "a send may have been carried out twice",
  );
  say(arrivals.length > case_.maxRetries + 1, "there were more attempts than allowed");

  const isTimed = case_.timeoutInMs !== undefined || case_.abortAfter !== undefined;
  const last = arrivals.length - 1;
  for (let attempt = 0; attempt < last; attempt += 1) {
    say(
      repeats(case_, faultOf(case_, attempt)) === "never",
      `repeated after ${faultOf(case_, attempt).kind}, which is not to be`,
    );
  }
  if (ended === "never") return breaches;
  if (error !== undefined) breaches.push(...judgeError(case_, error, outcome));
  // Of an answer that is read as a stream the signal counts until the stream has ended, and the time until its head is there.
  const isStreamAborted = streamError?.name === "AbortError";
  say(isStreamAborted && case_.abortAfter === undefined, "the stream says that it was aborted, and was not");
  say(isStreamAborted && !streamError.hasReason, "the reason of the abort is lost in the stream");
  say(streamError?.code === "TIMEOUT", "a stream was ended by the time limit");
  const isAborted = (error?.name === "AbortError" || isStreamAborted) && case_.abortAfter !== undefined;
  const isLate = error?.code === "TIMEOUT" && case_.timeoutInMs !== undefined;
  say(isAborted && elapsed < (case_.abortAfter as number) - 3, "the call was aborted before its caller did so");
  say(isLate && elapsed < (case_.timeoutInMs as number) - 3, "the time was up before it was");
  // When the caller's patience ends is a matter of milliseconds, and of the machine.
  if (isAborted || isLate) return breaches;
  if (last < 0) {
    say(true, "the call ended although nothing had arrived");
    return breaches;
  }
  const fault = faultOf(case_, last);
  const mustGoOn = repeats(case_, fault) === "must" && last < case_.maxRetries && !isTimed;
  say(mustGoOn, `not repeated after ${fault.kind}, although the table says so`);
  const accepts = arrivals[last]?.accepts ?? "";
  if (!mustGoOn) breaches.push(...judgeEnd(case_, fault, accepts, outcome));
  return breaches;
}

/** What every error must be like. */
function judgeError(case_: Case, error: Failure, { stream }: Outcome): string[] {
  const { name, code, message, hasReason } = error;
  const breaches: string[] = [];
  if (stream === undefined && !namesCall(methods[case_.operation], message))
    breaches.push("the error does not name the call");
  if (message.length > longestMessage) breaches.push("the error's message has no end");
  if (name !== "AbortError" && code === undefined) breaches.push("the error has no code");
  if (name === "AbortError" && case_.abortAfter === undefined)
    breaches.push("the call says that it was aborted, and was not");
  if (name === "AbortError" && !hasReason) breaches.push("the reason of the abort is lost");
  if (code === "TIMEOUT" && case_.timeoutInMs === undefined) breaches.push("the time was up where there was no limit");
  return breaches;
}

/** Whether garbage begins with the head of an answer that could be one. */
const hasSoundHead = (bytes: string): boolean =>
  bytes.startsWith("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");

/** Whether the end of a call fits the answer that its last attempt was given. */
function judgeEnd(
  case_: Case,
  fault: Fault,
  accepts: string,
  { ended, status, body, stream, error }: Outcome,
): string[] {
  const good = goodAnswer(case_);
  const isHead = case_.operation === "exists";
  const answered = (wanted: number, text?: string): string[] => {
    if (ended === "error")
      return [`an error (${error?.code ?? error?.name}) in place of status ${wanted}, after ${fault.kind}`];
    if (status !== wanted) return [`status ${status} in place of ${wanted}, after ${fault.kind}`];
    if (stream === "failed") return [`a whole answer could not be read as a stream, after ${fault.kind}`];
    if (text !== undefined && body !== undefined && body !== text && stream !== "givenUp")
      return [`another body than the one that was answered, after ${fault.kind}`];
    return [];
  };
  const failed = (): string[] => {
    if (ended === "error") return [];
    if (case_.reading === "stream" && stream !== "whole") return [];
    return [`an answer of status ${status} in place of an error, after ${fault.kind}`];
  };
  /** Where a broken answer needs a body, it has a status that may have one. */
  const usual = good.status === 204 ? 200 : good.status;
  switch (fault.kind) {
    case "ok":
      return answered(good.status, good.body);
    case "slow":
    case "byteOrderMark":
      return answered(
        usual,
        isHead ? "" : fault.kind === "slow" || case_.reading === "stream" ? undefined : good.body || undefined,
      );
    case "status":
      if (fault.body === "brokenGzip" || isCut(fault.body)) {
        // What has come of the body is the client's to say.
        if (isHead) return answered(fault.status);
        if (ended === "error") return [`the status is lost, after a body that is ${fault.body} (${error?.code})`];
        return status === fault.status ? [] : [`status ${status} in place of ${fault.status}`];
      }
      return answered(fault.status, isHead ? "" : statusBody(fault.body));
    case "notJson":
      if (isHead) return answered(usual);
      return ended === "answer" && status !== usual ? answered(usual) : [];
    case "cutInBody":
      return isHead ? answered(usual) : failed();
    case "garbage":
      // The answer to HEAD is its head; what follows it is no body of it.
      return isHead && hasSoundHead(fault.bytes) ? [] : failed();
    case "brokenCoding":
      // A coding that was not asked for need not be looked at.
      return isHead ? answered(usual) : accepts.includes(fault.coding) ? failed() : [];
    case "oversized":
      // What is read as a stream takes no memory.
      return isHead ? answered(usual) : case_.reading === "stream" ? [] : failed();
    case "stall":
      if (isHead && fault.afterHead) return answered(usual);
      return case_.reading === "stream" && fault.afterHead && stream !== "whole" ? [] : failed();
    default:
      return failed();
  }
}
