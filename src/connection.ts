import * as platform from "#platform";
import type { AdditionalPolicyConfig, ClientOptions } from "@azure-rest/core-client";
import type { Pipeline, PipelinePolicy } from "@azure/core-rest-pipeline";
import { argumentError } from "../generated/runtime/invalidArgument.js";
import type { WebPubSubClientOptions } from "./clientOptions.js";
import { authenticationPolicyNames } from "./credential/authentication.js";
import type { Endpoint } from "./endpoint.js";
import { buildHeaders } from "../generated/runtime/headers.js";
import type { Connection } from "../generated/runtime/restClient.js";
import { packageVersion } from "./packageVersion.js";
import { bearerTokenPolicyName } from "./pipeline/bearerTokenPolicy.js";
import { identityPolicy } from "./pipeline/identityPolicy.js";
import { LeanPipeline } from "./pipeline/leanPipeline.js";
import { logPolicy } from "./pipeline/logPolicy.js";
import { coreRetryPolicyName, retryPolicyName, webPubSubRetryPolicy } from "./pipeline/retryPolicy.js";
import { reverseProxyPolicy, reverseProxyPolicyName } from "./pipeline/reverseProxyPolicy.js";
import { slashPolicy, slashPolicyName } from "./pipeline/slashPolicy.js";
import { attemptTracingPolicyName, callTracingPolicyName, tracingPolicies } from "./pipeline/tracingPolicy.js";
import { callersTransport } from "./transport/callersTransport.js";
import { readBounds } from "./transport/bounds.js";
import type { Transport } from "./transport/transport.js";

/** What a client's requests pass through, besides what every client has. */
interface Stages {
  /** Proves who the client is. */
  readonly authentication: PipelinePolicy;
  /** The service that requests are for. */
  readonly service: Endpoint;
  /** Where they are sent: the service, or the reverse proxy before it. */
  readonly address: Endpoint;
}

/**
 * Makes the pipeline and the transport of a client: what does something for this service, and no more. The first attempt of
 * a call passes through without waiting for anything; what follows a failure stands in the retry policy.
 *
 * @throws TypeError with code `INVALID_ARGUMENT` for options that cannot be meant
 */
export function connect(options: WebPubSubClientOptions, { authentication, service, address }: Stages): Connection {
  const pipeline = options.pipeline === undefined ? leanPipeline(options) : adoptPipeline(options.pipeline, address);
  const tracing = tracingPolicies();
  const retry = webPubSubRetryPolicy(options.retryOptions);
  pipeline.addPolicy(tracing.call);
  pipeline.addPolicy(slashPolicy);
  const retries = [coreRetryPolicyName, retryPolicyName].flatMap((name) => pipeline.removePolicy({ name }));
  if (options.pipeline === undefined || retries.length > 0) pipeline.addPolicy(retry, { phase: "Retry" });
  pipeline.addPolicy(tracing.attempt, { afterPhase: "Retry" });
  // In phase Sign a policy runs once for each attempt, so that a retry never carries an old token.
  pipeline.addPolicy(authentication, { phase: "Sign" });
  if (address !== service) pipeline.addPolicy(reverseProxyPolicy(service.url, address.url), { afterPhase: "Sign" });
  for (const { policy, position } of (options.additionalPolicies ?? []) as AdditionalPolicyConfig[]) {
    pipeline.addPolicy(policy, position === "perRetry" ? { afterPhase: "Sign" } : {});
  }
  const allowInsecureConnection = options.allowInsecureConnection === true || address.isPlainHttp;
  const { httpClient, streams } = chooseTransport(options);
  const guard = authentication.name === bearerTokenPolicyName ? platform.keepFromProxies : undefined;
  return {
    pipeline,
    httpClient: guard?.(httpClient, options.agent) ?? httpClient,
    streams,
    allowInsecureConnection,
    keepTimerList: platform.keepTimerList,
  };
}

function leanPipeline(options: WebPubSubClientOptions): Pipeline {
  const pipeline = new LeanPipeline();
  const { userAgentOptions, telemetryOptions, loggingOptions, redirectOptions } = asCoreOptions(options);
  const { header, runtime } = platform.userAgent();
  const names = [`web-pubsub-rest/${packageVersion}`, userAgentOptions?.userAgentPrefix, runtime].filter(Boolean);
  const requestIdHeader = telemetryOptions?.clientRequestIdHeaderName ?? "x-ms-client-request-id";
  // Refuses what no header can hold, in its value or its name.
  const given = { [header]: names.join(" "), [requestIdHeader]: "" };
  const { [header]: userAgent = "" } = buildHeaders({ name: "createWebPubSubClient", headers: [] }, given);
  pipeline.addPolicy(identityPolicy(header, userAgent, requestIdHeader));
  const redirects = platform.redirectPolicy?.(redirectOptions);
  if (redirects !== undefined) pipeline.addPolicy(redirects, { afterPhase: "Retry" });
  pipeline.addPolicy(logPolicy(loggingOptions), { afterPhase: "Sign" });
  return pipeline;
}

/**
 * A copy of the caller's pipeline: it may serve several clients. One taken from a client of ours brings its policies along. The
 * core library's own takes proxies from the environment for this machine, too, which is asked directly.
 */
function adoptPipeline(original: Pipeline, { isLoopback }: Endpoint): Pipeline {
  const pipeline = original.clone();
  const ours = [slashPolicyName, reverseProxyPolicyName, callTracingPolicyName, attemptTracingPolicyName].concat(
    authenticationPolicyNames,
  );
  if (isLoopback) ours.push("proxyPolicy");
  for (const name of ours) pipeline.removePolicy({ name });
  return pipeline;
}

/** What a transport is made with. One that was made already cannot go by it: a proxy would be passed by without a word. */
const connectionOptions = [
  "agent",
  "proxyOptions",
  "tlsOptions",
  "maxConnections",
  "idleTimeoutInMs",
  "maxResponseBytes",
] as const;

function chooseTransport(options: WebPubSubClientOptions): Pick<Connection, "httpClient" | "streams"> {
  const { httpClient, agent, proxyOptions, tlsOptions } = asCoreOptions(options);
  if (httpClient !== undefined) {
    for (const name of connectionOptions) {
      const value = options[name];
      if (value !== undefined)
        throw argumentError(name, "left out beside httpClient, which makes the connections", value);
    }
    const { streams } = httpClient as Partial<Transport>;
    return streams === undefined ? { httpClient: callersTransport(httpClient) } : { httpClient, streams };
  }
  const transport = platform.createTransport({ ...readBounds(options), agent, proxyOptions, tlsOptions });
  return { httpClient: transport, streams: transport.streams };
}

/** The core library reads its options so that one that is `undefined` is one that was left out; its types do not say so. */
const asCoreOptions = (options: WebPubSubClientOptions) =>
  options as Pick<ClientOptions, keyof WebPubSubClientOptions & keyof ClientOptions>;
