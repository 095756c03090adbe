import { Readable, pipeline } from "node:stream";
import type { Dispatcher } from "undici";
import type { PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { HeaderMap } from "../../../generated/runtime/httpHeaders.js";
import { abortError, connectionError } from "../failure.js";
import type { Progress } from "../failure.js";
import { isWantedAsStream } from "../wantedAsStream.js";
import { counter } from "../node/counter.js";
import { headersToSend } from "../node/headersToSend.js";
import { readText, unpack } from "../node/readAnswer.js";
import { inMemory, toReadable } from "../node/writeBody.js";

type Controller = Dispatcher.DispatchController;
type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2];

/** One request and its answer, as undici tells of them. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: PipelineRequest;
  readonly #maxResponseBytes: number;
  #progress: Progress = { kind: "unsent" };
  #controller: Controller | undefined;
  #isGivenUp = false;
  /** The answer, when it has begun and is to be handed over at its end. */
  #empty: PipelineResponse | undefined;
  /** Its body, when there is one. */
  #body: Readable | undefined;
  #sentBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #resolve!: (response: PipelineResponse) => void;
  #reject!: (error: unknown) => void;

  constructor(request: PipelineRequest, maxResponseBytes: number) {
    this.#request = request;
    this.#maxResponseBytes = maxResponseBytes;
  }

  /** @param origin - how the URL begins: scheme, host and port */
  run(dispatcher: Dispatcher, origin: string): Promise<PipelineResponse> {
    const { url, method, timeout, abortSignal } = this.#request;
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      abortSignal?.addEventListener("abort", this.#giveUp);
      if (timeout > 0) this.#timer = setTimeout(this.#giveUp, timeout);
      try {
        const options = {
          origin,
          path: url.slice(origin.length),
          method,
          headers: headersToSend(this.#request),
          body: this.#bodyToSend(),
        };
        dispatcher.dispatch(options as Dispatcher.DispatchOptions, this);
      } catch (error) {
        this.#fail(connectionError(this.#request, error, this.#progress));
      }
    });
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#isGivenUp) controller.abort(abortError());
    else this.#progress = { kind: "sent" };
  }

  onResponseStart(_: Controller, status: number, headers: Headers): void {
    this.#reportUpload();
    // More than one head: those before the last are for information.
    if (status < 200) return;
    const request = this.#request;
    this.#progress = { kind: "answered", status };
    const response: PipelineResponse = { status, headers: HeaderMap.received(headers), request };
    const isStream = isWantedAsStream(request, status);
    if (request.method === "HEAD" || (headers["content-length"] === "0" && !isStream)) {
      if (request.method !== "HEAD") response.bodyAsText = "";
      this.#empty = response;
      return;
    }
    this.#body = new Readable({
      read: () => this.#controller?.resume(),
      destroy: (error, callback) => {
        // Also where the answer has ended already, which undici then knows.
        if (error !== null || this.#body?.readableEnded === false) this.#controller?.abort(error ?? abortError());
        callback(error);
      },
    });
    const encoding = response.headers.get("content-encoding");
    const answer = { request, status, encoding, body: this.#body };
    if (isStream) {
      // The signal goes on counting until the stream has ended.
      response.readableStreamBody = unpack(answer).once("close", () => this.#end());
      this.#resolve(response);
      return;
    }
    readText(answer, this.#maxResponseBytes).then((bodyAsText) => {
      this.#end();
      this.#resolve({ ...response, bodyAsText });
    }, this.#fail);
  }

  /** undici does not say how far it is; an answer says that a body in memory has gone out. */
  #reportUpload(): void {
    if (this.#sentBytes > 0) this.#request.onUploadProgress?.({ loadedBytes: this.#sentBytes });
    this.#sentBytes = 0;
  }

  /** The body as undici takes it. */
  #bodyToSend(): string | Uint8Array | Readable | null {
    const { body: given, onUploadProgress } = this.#request;
    const body = typeof given === "function" ? given() : given;
    if (body === undefined || body === null) return null;
    const whole = inMemory(body);
    if (whole === undefined)
      return onUploadProgress === undefined
        ? toReadable(body)
        : pipeline(toReadable(body), counter(onUploadProgress), () => undefined);
    if (onUploadProgress !== undefined) this.#sentBytes = Buffer.byteLength(whole);
    return whole;
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    if (this.#body?.push(chunk) === false) controller.pause();
  }

  onResponseEnd(): void {
    if (this.#empty === undefined) {
      this.#body?.push(null);
      return;
    }
    this.#end();
    this.#resolve(this.#empty);
  }

  onResponseError(_: Controller, error: Error): void {
    if (this.#body !== undefined) this.#body.destroy(error);
    else this.#fail(this.#isGivenUp ? abortError() : connectionError(this.#request, error, this.#progress));
  }

  readonly #giveUp = (): void => {
    this.#isGivenUp = true;
    const error = abortError(this.#request.abortSignal);
    if (this.#body !== undefined) this.#body.destroy(error);
    this.#controller?.abort(error);
    this.#fail(error);
  };

  readonly #fail = (error: unknown): void => {
    this.#end();
    this.#reject(error);
  };

  #end(): void {
    clearTimeout(this.#timer);
    this.#request.abortSignal?.removeEventListener("abort", this.#giveUp);
  }
}
