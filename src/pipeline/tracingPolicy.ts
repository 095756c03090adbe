import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import { createTracingClient } from "@azure/core-tracing";
import type { TracingClient, TracingSpan } from "@azure/core-tracing";
import { isRestError } from "../../generated/runtime/restError.js";
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
 * records, they do nothing but ask.
 */
export function tracingPolicies(): TracingPolicies {
  const client = createTracingClient({ namespace: "web-pubsub-rest", packageName: "web-pubsub-rest", packageVersion });
  return {
    call: {
      name: callTracingPolicyName,
      sendRequest(request, next) {
        const tracingOptions = request.tracingOptions ?? {};
        const { span, updatedOptions } = client.startSpan(`web-pubsub-rest ${request.method}`, { tracingOptions });
        if (!span.isRecording()) {
          span.end();
          return next(request);
        }
        request.tracingOptions = updatedOptions.tracingOptions;
        return run(client, span, updatedOptions.tracingOptions.tracingContext, () => next(request));
      },
    },
    attempt: {
      name: attemptTracingPolicyName,
      sendRequest(request, next) {
        const { tracingOptions } = request;
        if (tracingOptions?.tracingContext === undefined) return next(request);
        const { span, updatedOptions } = client.startSpan(
          `HTTP ${request.method}`,
          { tracingOptions },
          // The query is left out: it may say whom a message is for.
          { spanKind: "client", spanAttributes: attributesOf(request) },
        );
        if (!span.isRecording()) {
          span.end();
          return next(request);
        }
        const { tracingContext } = updatedOptions.tracingOptions;
        for (const [name, value] of Object.entries(client.createRequestHeaders(tracingContext))) {
          request.headers.set(name, value);
        }
        return run(client, span, tracingContext, async () => {
          const response = await next(request);
          span.setAttribute("http.status_code", response.status);
          const serviceRequestId = response.headers.get("x-ms-request-id");
          if (serviceRequestId !== undefined) span.setAttribute("serviceRequestId", serviceRequestId);
          if (response.status >= 400) span.setStatus({ status: "error" });
          return response;
        });
      },
    },
  };
}

function attributesOf(request: { url: string; method: string; requestId: string }): Record<string, unknown> {
  const { method, requestId } = request;
  return { "http.url": request.url.split("?", 1)[0], "http.method": method, requestId };
}

type Context = NonNullable<Parameters<TracingClient["withContext"]>[0]>;

/** Does something inside a span, and ends it. */
async function run<T>(
  client: TracingClient,
  span: TracingSpan,
  context: Context | undefined,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await (context === undefined ? act() : client.withContext(context, act));
  } catch (error) {
    if (isRestError(error) && error.statusCode !== undefined) span.setAttribute("http.status_code", error.statusCode);
    span.setStatus({ status: "error", error: error as Error });
    throw error;
  } finally {
    span.end();
  }
}
