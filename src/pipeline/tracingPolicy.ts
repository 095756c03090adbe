import type { PipelinePolicy, PipelineRequest, PipelineResponse } from "@azure/core-rest-pipeline";
import { createTracingClient } from "@azure/core-tracing";
import type { OperationTracingOptions, TracingClient, TracingSpan, TracingSpanOptions } from "@azure/core-tracing";
import { isRestError } from "../../generated/runtime/restError.js";
import { warn } from "../logger.js";
import { packageVersion } from "../packageVersion.js";

/** The policies' names in a pipeline. */
export const callTracingPolicyName = "webPubSubTracingPolicy";
export const attemptTracingPolicyName = "webPubSubAttemptTracingPolicy";

/** The policies that tell an application's instrumenter what is going on. */
export interface TracingPolicies {
  /** Opens a span for each call, named `web-pubsub-rest <method>`. */
  readonly call: PipelinePolicy;
  /** Opens a span for each attempt, named `HTTP <method>`, and hands its context on to the service. */
  readonly attempt: PipelinePolicy;
}

/**
 * Makes them. Where the application has registered no instrumenter with the core library, or the span is one that nobody
 * records, they do nothing but ask. An instrumenter that fails is told of in the log, and calls go on without it.
 */
export function tracingPolicies(): TracingPolicies {
  const client = createTracingClient({ namespace: "web-pubsub-rest", packageName: "web-pubsub-rest", packageVersion });
  return {
    call: {
      name: callTracingPolicyName,
      sendRequest(request, next) {
        const opened = open(client, `web-pubsub-rest ${request.method}`, request.tracingOptions);
        if (opened === undefined) return next(request);
        request.tracingOptions = opened.tracingOptions;
        return run(client, opened, () => next(request));
      },
    },
    attempt: {
      name: attemptTracingPolicyName,
      sendRequest(request, next) {
        const { tracingOptions } = request;
        if (tracingOptions?.tracingContext === undefined) return next(request);
        const opened = open(client, `HTTP ${request.method}`, tracingOptions, {
          spanKind: "client",
          spanAttributes: attributesOf(request),
        });
        if (opened === undefined) return next(request);
        quietly(() => {
          const headers = client.createRequestHeaders(opened.tracingOptions.tracingContext);
          for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
        });
        return run(client, opened, async () => {
          const response = await next(request);
          quietly(() => describe(opened.span, response));
          return response;
        });
      },
    },
  };
}

/** The query is left out: it may say whom a message is for. */
function attributesOf({ url, method, requestId }: PipelineRequest): Record<string, unknown> {
  return { "http.url": url.split("?", 1)[0], "http.method": method, requestId };
}

function describe(span: TracingSpan, { status, headers }: PipelineResponse): void {
  span.setAttribute("http.status_code", status);
  const serviceRequestId = headers.get("x-ms-request-id");
  if (serviceRequestId !== undefined) span.setAttribute("serviceRequestId", serviceRequestId);
  if (status >= 400) span.setStatus({ status: "error" });
}

/** A span that is recorded, and what is to be handed on inside it. */
interface Opened {
  readonly span: TracingSpan;
  readonly tracingOptions: OperationTracingOptions;
}

function open(
  client: TracingClient,
  name: string,
  tracingOptions: OperationTracingOptions = {},
  spanOptions?: TracingSpanOptions,
): Opened | undefined {
  return quietly(() => {
    const { span, updatedOptions } = client.startSpan(name, { tracingOptions }, spanOptions);
    if (span.isRecording()) return { span, tracingOptions: updatedOptions.tracingOptions };
    span.end();
    return undefined;
  });
}

/** Does something inside a span, and ends it. */
async function run<T>(
  client: TracingClient,
  { span, tracingOptions: { tracingContext } }: Opened,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await (tracingContext === undefined ? act() : client.withContext(tracingContext, act));
  } catch (error) {
    quietly(() => {
      if (isRestError(error) && error.statusCode !== undefined) span.setAttribute("http.status_code", error.statusCode);
      span.setStatus({ status: "error", error: error as Error });
    });
    throw error;
  } finally {
    quietly(() => span.end());
  }
}

/** Asks an instrumenter for something; a call does not fail because it does. */
function quietly<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    warn(`Tracing has failed: ${(error as Error | undefined)?.message}`);
    return undefined;
  }
}
