import type { KeyCredential, TokenCredential } from "@azure/core-auth";
import type { Pipeline } from "@azure/core-rest-pipeline";
import type { ConnectedClientOptions, Connection } from "../generated/runtime/restClient.js";
import { argumentError } from "../generated/runtime/invalidArgument.js";
import { checkClientOptions } from "./checkClientOptions.js";
import { attachClientAccess } from "./clientAccess.js";
import type { TokenOperation } from "./clientAccess.js";
import type { WebPubSubClientOptions } from "./clientOptions.js";
import { connect } from "./connection.js";
import { parseConnectionString } from "./connectionString.js";
import { ConnectionStringError } from "./connectionStringError.js";
import { authenticate, authenticateByKey } from "./credential/authentication.js";
import type { Authentication } from "./credential/authentication.js";
import { parseEndpoint } from "./endpoint.js";
import type { Endpoint } from "./endpoint.js";

/** How long a call may take, in milliseconds, where nobody says otherwise. */
const defaultTimeoutInMs = 100_000;

/** What all generated clients have in common. */
export interface GeneratedClient {
  readonly endpoint: string;
  readonly apiVersion: string;
  readonly pipeline: Pipeline;
}

/** What one API version brings: the factory of its generated client, and its operation that makes client tokens. */
export interface GeneratedApi<TClient extends GeneratedClient> {
  createClient(endpoint: string, connection: Connection, options: ConnectedClientOptions): TClient;
  /** Absent where the API version has no such operation. */
  readonly generateToken?: TokenOperation;
}

/** Makes a generated client that authenticates itself. The public factories of each API version document the arguments. */
export function createClient<TClient extends GeneratedClient>(
  api: GeneratedApi<TClient>,
  endpoint: string,
  credential: KeyCredential | TokenCredential,
  options: WebPubSubClientOptions = {},
): TClient {
  checkClientOptions(options);
  const service = parseEndpoint("endpoint", endpoint, allowsPlainHttp(options));
  return createClientFor(api, service, authenticate(credential, service, options.credentials?.scopes), options);
}

/** Like {@link createClient}, with address and key from a connection string. */
export function createClientFromConnectionString<TClient extends GeneratedClient>(
  api: GeneratedApi<TClient>,
  connectionString: string,
  options: WebPubSubClientOptions = {},
): TClient {
  checkClientOptions(options);
  const { endpoint, accessKey } = parseConnectionString(connectionString);
  let service: Endpoint;
  try {
    service = parseEndpoint("Endpoint", endpoint, allowsPlainHttp(options));
  } catch (error) {
    throw new ConnectionStringError("INVALID_ENDPOINT", `In the connection string, ${(error as Error).message}`);
  }
  return createClientFor(api, service, authenticateByKey({ key: accessKey }), options);
}

function createClientFor<TClient extends GeneratedClient>(
  api: GeneratedApi<TClient>,
  service: Endpoint,
  { policy, sign }: Authentication,
  options: WebPubSubClientOptions,
): TClient {
  const { proxyOptions, reverseProxyEndpoint, timeoutInMs = defaultTimeoutInMs, validate } = options;
  const address =
    reverseProxyEndpoint === undefined
      ? service
      : parseEndpoint("reverseProxyEndpoint", reverseProxyEndpoint, allowsPlainHttp(options));
  if (typeof timeoutInMs !== "number" || !(timeoutInMs >= 0)) {
    throw argumentError("timeoutInMs", "a number greater than 0, or 0 for no limit", timeoutInMs);
  }
  if (sign === undefined && address.isPlainHttp && proxyOptions !== undefined) {
    const expected = "left out for an http endpoint with a TokenCredential, whose tokens the proxy could read";
    throw argumentError("proxyOptions", expected, proxyOptions);
  }
  if (sign === undefined && address !== service && address.isPlainHttp && !address.isLoopback) {
    const expected = "an https URL where there is a TokenCredential, whose tokens anybody on the way could read";
    throw argumentError("reverseProxyEndpoint", expected, reverseProxyEndpoint, {
      phrase: "an http URL of another host",
    });
  }
  const connection = connect(options, { authentication: policy, service, address });
  const client = api.createClient(service.url, connection, { timeoutInMs, validate });
  attachClientAccess(client, { sign, address: address.url, generateToken: api.generateToken });
  return client;
}

const allowsPlainHttp = (options: WebPubSubClientOptions): boolean => options.allowInsecureConnection === true;
