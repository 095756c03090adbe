import type { ClientOptions } from "@azure-rest/core-client";
import type { KeyCredential, TokenCredential } from "@azure/core-auth";
import type { Pipeline } from "@azure/core-rest-pipeline";
import { attachClientAccess } from "./clientAccess.js";
import { parseConnectionString } from "./connectionString.js";
import { authenticate, authenticationPolicyNames } from "./credential/authentication.js";
import { parseEndpoint } from "./endpoint.js";
import { packageVersion } from "./packageVersion.js";

/**
 * How a client sends: retries, proxy, user agent, additional policies, an HTTP client of your own, and the other options
 * of the Azure core library.
 *
 * - `allowInsecureConnection`: lets `http:` endpoints of other machines be used; loopback hosts need no flag
 * - `credentials.scopes`: what to ask Microsoft Entra ID for; the default is `https://webpubsub.azure.com/.default`
 */
export type WebPubSubClientOptions = Omit<ClientOptions, "apiVersion" | "baseUrl" | "endpoint">;

/** What all generated clients have in common. */
export interface GeneratedClient {
  readonly endpoint: string;
  readonly pipeline: Pipeline;
}

/** The factory of a generated client. */
export type GeneratedFactory<TClient extends GeneratedClient> = (endpoint: string, options: ClientOptions) => TClient;

/** Makes a generated client that authenticates itself. The public factories of each API version document the arguments. */
export function createClient<TClient extends GeneratedClient>(
  createGenerated: GeneratedFactory<TClient>,
  endpoint: string,
  credential: KeyCredential | TokenCredential,
  options: WebPubSubClientOptions = {},
): TClient {
  const { url, isPlainHttp } = parseEndpoint(endpoint, options.allowInsecureConnection === true);
  const { policy, sign } = authenticate(credential, options.credentials?.scopes);
  const prefix = [`web-pubsub-rest/${packageVersion}`, options.userAgentOptions?.userAgentPrefix]
    .filter(Boolean)
    .join(" ");
  const client = createGenerated(url, {
    ...options,
    allowInsecureConnection: isPlainHttp || options.allowInsecureConnection === true,
    userAgentOptions: { userAgentPrefix: prefix },
    // A pipeline may serve several clients; each adds its own proof to a copy.
    ...(options.pipeline && { pipeline: options.pipeline.clone() }),
  });
  // A pipeline taken from one of our clients brings that client's proof along.
  for (const name of authenticationPolicyNames) client.pipeline.removePolicy({ name });
  // In phase Sign a policy runs once for each attempt, so that a retry never carries an old token.
  client.pipeline.addPolicy(policy, { phase: "Sign" });
  attachClientAccess(client, sign);
  return client;
}

/** Like {@link createClient}, with address and key from a connection string. */
export function createClientFromConnectionString<TClient extends GeneratedClient>(
  createGenerated: GeneratedFactory<TClient>,
  connectionString: string,
  options?: WebPubSubClientOptions,
): TClient {
  const { endpoint, accessKey } = parseConnectionString(connectionString);
  return createClient(createGenerated, endpoint, { key: accessKey }, options);
}
