import type { ClientOptions, PathUncheckedResponse } from "@azure-rest/core-client";
import type { KeyCredential, TokenCredential } from "@azure/core-auth";
import type { Pipeline } from "@azure/core-rest-pipeline";
import { attachClientAccess } from "./clientAccess.js";
import type { TokenOperation } from "./clientAccess.js";
import { parseConnectionString } from "./connectionString.js";
import { ConnectionStringError } from "./connectionStringError.js";
import { authenticate, authenticationPolicyNames } from "./credential/authentication.js";
import { parseEndpoint } from "./endpoint.js";
import { log } from "./logger.js";
import { packageVersion } from "./packageVersion.js";
import { ipv6Policy, ipv6PolicyName } from "./pipeline/ipv6Policy.js";
import { coreRetryPolicyName, retryPolicyName, webPubSubRetryPolicy } from "./pipeline/retryPolicy.js";
import type { WebPubSubRetryOptions } from "./pipeline/retryPolicy.js";
import { reverseProxyPolicy, reverseProxyPolicyName } from "./pipeline/reverseProxyPolicy.js";
import { tracingPolicy, tracingPolicyName } from "./pipeline/tracingPolicy.js";
import { createRestError } from "./restError.js";

/**
 * How a client sends. Besides what stands here, all options of the Azure core library are taken: proxy, user agent,
 * additional policies, an HTTP client of your own, and so on.
 *
 * - `allowInsecureConnection`: lets `http:` endpoints of other machines be used; loopback hosts need no flag
 * - `credentials.scopes`: what to ask Microsoft Entra ID for; the default is `https://webpubsub.azure.com/.default`
 */
export interface WebPubSubClientOptions extends Omit<
  ClientOptions,
  "apiVersion" | "baseUrl" | "endpoint" | "retryOptions"
> {
  /** How failed attempts are repeated. */
  retryOptions?: WebPubSubRetryOptions | undefined;
  /**
   * The address of a reverse proxy that stands before the service. Requests and WebSocket clients go there; tokens stay
   * made for the service.
   */
  reverseProxyEndpoint?: string | undefined;
  /** How long each call may take, in milliseconds, with all its attempts. No limit by default. */
  timeoutInMs?: number | undefined;
  /**
   * Set to false to send names and values that the API document does not allow.
   *
   * @defaultValue true
   */
  validate?: boolean | undefined;
}

/** What all generated clients have in common. */
export interface GeneratedClient {
  readonly endpoint: string;
  readonly apiVersion: string;
  readonly pipeline: Pipeline;
}

/** What one API version brings: the factory of its generated client, and its operation that makes client tokens. */
export interface GeneratedApi<TClient extends GeneratedClient> {
  createClient(
    endpoint: string,
    options: ClientOptions & { createError(response: PathUncheckedResponse): Error },
  ): TClient;
  /** Absent where the API version has no such operation. */
  readonly generateToken?: TokenOperation;
}

/** Makes a generated client that authenticates itself. The public factories of each API version document the arguments. */
export function createClient<TClient extends GeneratedClient>(
  api: GeneratedApi<TClient>,
  endpoint: string,
  credential: KeyCredential | TokenCredential,
  { retryOptions, reverseProxyEndpoint, ...options }: WebPubSubClientOptions = {},
): TClient {
  const insecure = options.allowInsecureConnection === true;
  const service = parseEndpoint("endpoint", endpoint, insecure);
  const address =
    reverseProxyEndpoint === undefined
      ? service
      : parseEndpoint("reverseProxyEndpoint", reverseProxyEndpoint, insecure);
  const { policy, sign } = authenticate(credential, service, options.credentials?.scopes);
  const prefix = [`web-pubsub-rest/${packageVersion}`, options.userAgentOptions?.userAgentPrefix].filter(Boolean);
  const client = api.createClient(service.url, {
    ...options,
    createError: createRestError,
    allowInsecureConnection: insecure || address.isPlainHttp,
    loggingOptions: {
      logger: log,
      additionalAllowedHeaderNames: ["x-ms-error-code"],
      ...options.loggingOptions,
    },
    userAgentOptions: { ...options.userAgentOptions, userAgentPrefix: prefix.join(" ") },
    // A pipeline may serve several clients; each adds its own policies to a copy.
    ...(options.pipeline && { pipeline: options.pipeline.clone() }),
  });
  const { pipeline } = client;
  // A pipeline taken from one of our clients brings that client's policies along.
  for (const name of [...authenticationPolicyNames, ipv6PolicyName, reverseProxyPolicyName, tracingPolicyName])
    pipeline.removePolicy({ name });
  pipeline.addPolicy(tracingPolicy());
  const retries = [coreRetryPolicyName, retryPolicyName].flatMap((name) => pipeline.removePolicy({ name }));
  if (retries.length > 0) {
    pipeline.addPolicy(webPubSubRetryPolicy(retryOptions), { phase: "Retry" });
  }
  // In phase Sign a policy runs once for each attempt, so that a retry never carries an old token.
  pipeline.addPolicy(policy, { phase: "Sign" });
  if (address !== service) pipeline.addPolicy(reverseProxyPolicy(service.url, address.url), { afterPhase: "Sign" });
  const ipv6 = ipv6Policy(address.url);
  if (ipv6 !== undefined) pipeline.addPolicy(ipv6, { afterPhase: "Sign" });
  attachClientAccess(client, { sign, address: address.url, generateToken: api.generateToken });
  return client;
}

/** Like {@link createClient}, with address and key from a connection string. */
export function createClientFromConnectionString<TClient extends GeneratedClient>(
  api: GeneratedApi<TClient>,
  connectionString: string,
  options?: WebPubSubClientOptions,
): TClient {
  const { endpoint, accessKey } = parseConnectionString(connectionString);
  try {
    parseEndpoint("Endpoint", endpoint, options?.allowInsecureConnection === true);
  } catch (error) {
    throw new ConnectionStringError("INVALID_ENDPOINT", `In the connection string, ${(error as Error).message}`);
  }
  return createClient(api, endpoint, { key: accessKey }, options);
}
