import type { Readable } from "node:stream";
import type { PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { longestTimer } from "../../../generated/runtime/deadline.js";
import { HeaderMap } from "../../../generated/runtime/httpHeaders.js";
import { giveUpBody } from "../../../generated/runtime/readBody.js";
import { abortError } from "../failure.js";
import type { Progress } from "../failure.js";
import { isWantedAsStream } from "../wantedAsStream.js";
import type { Departures } from "./departures.js";
import { readText, unpackForCaller } from "./readAnswer.js";

/**
 * One request and its answer, on whichever library: how it is given up, how its answer is handed over, and how it ends.
 *
 * What is private is so by TypeScript's word: members that are private to JavaScript cost a class that extends another some
 * hundredths of a send.
 */
export abstract class Exchange {
  protected readonly request: PipelineRequest;
  /** What is known of the request, should the connection fail. */
  protected progress: Progress;
  private readonly maxResponseBytes: number;
  private readonly departures: Departures;
  private stage: "waiting" | "sent" | "ended" = "waiting";
  private timer: NodeJS.Timeout | undefined;
  private resolve!: (response: PipelineResponse) => void;
  private reject!: (error: unknown) => void;

  /**
   * @param progress - what is known of a request that has been handed to the library
   * @param departures - where the exchange waits until it may leave, and is told of when it has ended
   */
  protected constructor(
    request: PipelineRequest,
    maxResponseBytes: number,
    departures: Departures,
    progress: Progress,
  ) {
    this.request = request;
    this.progress = progress;
    this.maxResponseBytes = maxResponseBytes;
    this.departures = departures;
  }

  /** Hands the request to the library; what it throws is how the exchange ends. */
  protected abstract send(): void;

  /** Ends what is under way, with this error, by which the exchange has ended. */
  protected abstract giveUp(error: Error): void;

  /** To be called once. */
  run(): Promise<PipelineResponse> {
    const { abortSignal, timeout } = this.request;
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      if (abortSignal?.aborted) return this.abort();
      abortSignal?.addEventListener("abort", this.abort);
      if (timeout > 0) this.timer = setTimeout(this.abort, Math.min(timeout, longestTimer));
      this.departures.leave(this.depart);
    });
  }

  /** The request's headers as they go out. Packed answers are asked for where there is something in them to pack. */
  protected headersToSend(): Record<string, string> {
    const { headers, method } = this.request;
    const raw = headers.toJSON({ preserveCase: true });
    if (method === "GET" && !headers.has("accept-encoding")) raw["Accept-Encoding"] = "gzip, deflate, br";
    return raw;
  }

  protected get hasEnded(): boolean {
    return this.stage === "ended";
  }

  /** The answer has begun. */
  protected open(status: number, headers: Readonly<Record<string, string | string[] | undefined>>): PipelineResponse {
    this.progress = { kind: "answered", status };
    return { status, headers: HeaderMap.received(headers), request: this.request };
  }

  /** Whether nothing comes after the answer's headers. The answer to `HEAD` has no body, and others may have an empty one. */
  protected isWithoutBody(response: PipelineResponse): boolean {
    const { request } = this;
    if (request.method === "HEAD") return true;
    if (response.headers.get("content-length") !== "0" || isWantedAsStream(request, response.status)) return false;
    response.bodyAsText = "";
    return true;
  }

  /** Hands the answer over with its body: as a stream where it is wanted as one, else read to its end. */
  protected receive(response: PipelineResponse, body: Readable): void {
    const answer = { response, body };
    if (isWantedAsStream(this.request, response.status)) {
      // The signal goes on counting until the stream has ended.
      response.readableStreamBody = unpackForCaller(answer).once("close", () => this.end());
      this.resolve(response);
      return;
    }
    readText(answer, this.maxResponseBytes).then((text) => {
      response.bodyAsText = text;
      this.succeed(response);
    }, this.fail);
  }

  protected succeed(response: PipelineResponse): void {
    this.end();
    this.resolve(response);
  }

  protected readonly fail = (error: unknown): void => {
    this.end();
    this.reject(error);
  };

  private readonly depart = (): void => {
    // Given up while it waited: the way is free for another.
    if (this.stage === "ended") return this.departures.arrive();
    this.stage = "sent";
    try {
      this.send();
    } catch (error) {
      this.fail(error);
    }
  };

  private readonly abort = (): void => {
    const error = abortError(this.request.abortSignal);
    const wasSent = this.stage === "sent";
    // At once: what waits for a connection hears of its end when there is one.
    this.fail(error);
    if (wasSent) this.giveUp(error);
    // A stream that nobody has taken yet.
    giveUpBody(this.request.body);
  };

  /** A failure may be told twice: by who gives up, and by what is given up. */
  private end(): void {
    clearTimeout(this.timer);
    this.request.abortSignal?.removeEventListener("abort", this.abort);
    if (this.stage === "sent") this.departures.arrive();
    this.stage = "ended";
  }
}
