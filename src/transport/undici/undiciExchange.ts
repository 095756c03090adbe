import { Readable, pipeline } from "node:stream";
import type { Dispatcher } from "undici";
import type { PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { abortError, connectionError } from "../failure.js";
import { counter } from "../node/counter.js";
import type { Departures } from "../node/departures.js";
import { Exchange } from "../node/exchange.js";
import { inMemory, toReadable } from "../node/requestBody.js";
import { requestTarget } from "../node/target.js";
import type { Target } from "../node/target.js";
import { reportProgress } from "../progress.js";

type Controller = Dispatcher.DispatchController;
type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2];

/** One request and its answer, as undici tells of them. */
export class UndiciExchange extends Exchange implements Dispatcher.DispatchHandler {
  private controller: Controller | undefined;
  /** The answer, when it has begun and is to be handed over at its end. */
  private empty: PipelineResponse | undefined;
  /** Its body, when there is one. */
  private body: Readable | undefined;
  private sentBytes = 0;
  private readonly target: Target;
  private readonly dispatcherFor: (target: Target) => Dispatcher;

  /** @param dispatcherFor - is asked when the request leaves: what would have sent it may be gone by then */
  constructor(
    request: PipelineRequest,
    maxResponseBytes: number,
    departures: Departures,
    target: Target,
    dispatcherFor: (target: Target) => Dispatcher,
  ) {
    super(request, maxResponseBytes, departures, { kind: "unsent" });
    this.target = target;
    this.dispatcherFor = dispatcherFor;
  }

  protected override send(): void {
    const { url, method, disableKeepAlive } = this.request;
    const options = {
      origin: this.target.origin,
      path: requestTarget(url, this.target),
      method,
      headers: this.headersToSend(),
      body: this.bodyToSend(),
      // undici closes connections after HEAD otherwise, and a third of all operations are of that method.
      reset: disableKeepAlive || (method === "HEAD" ? false : null),
    };
    try {
      this.dispatcherFor(this.target).dispatch(options as Dispatcher.DispatchOptions, this);
    } catch (error) {
      throw connectionError(this.request, error, this.progress);
    }
  }

  onRequestStart(controller: Controller): void {
    this.controller = controller;
    // Given up while it waited for a connection.
    if (this.hasEnded) controller.abort(abortError());
    else this.progress = { kind: "sent" };
  }

  onResponseStart(_: Controller, status: number, headers: Headers): void {
    this.reportUpload();
    // More than one head: those before the last are for information.
    if (status < 200) return;
    const response = this.open(status, headers);
    if (this.isWithoutBody(response)) {
      this.empty = response;
      return;
    }
    this.body = new Readable({
      read: () => this.controller?.resume(),
      destroy: (error, callback) => {
        // Also where the answer has ended already, which undici then knows.
        if (error !== null || this.body?.readableEnded === false) this.controller?.abort(error ?? abortError());
        callback(error);
      },
    });
    this.receive(response, this.body);
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    if (this.body?.push(chunk) === false) controller.pause();
  }

  onResponseEnd(): void {
    if (this.empty === undefined) this.body?.push(null);
    else this.succeed(this.empty);
  }

  onResponseError(_: Controller, error: Error): void {
    if (this.body !== undefined) this.body.destroy(error);
    else this.fail(connectionError(this.request, error, this.progress));
  }

  protected override giveUp(error: Error): void {
    this.body?.destroy(error);
    this.controller?.abort(error);
  }

  /** The body as undici takes it. */
  private bodyToSend(): string | Uint8Array | Readable | null {
    const { body: given, onUploadProgress } = this.request;
    const body = typeof given === "function" ? given() : given;
    if (body === undefined || body === null) return null;
    const whole = inMemory(body);
    if (whole === undefined)
      return onUploadProgress === undefined
        ? toReadable(body)
        : pipeline(toReadable(body), counter(onUploadProgress), () => undefined);
    if (onUploadProgress !== undefined) this.sentBytes = Buffer.byteLength(whole);
    return whole;
  }

  /** undici does not say how far it is; an answer says that a body in memory has gone out. */
  private reportUpload(): void {
    const { onUploadProgress } = this.request;
    if (onUploadProgress !== undefined && this.sentBytes > 0) reportProgress(onUploadProgress, this.sentBytes);
    this.sentBytes = 0;
  }
}
