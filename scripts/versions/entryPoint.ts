import path from "node:path";
import { format, resolveConfig } from "prettier";
import { root } from "../root.js";
import type { ApiDocument } from "../apiDocument.js";
import { referenceReader } from "../diff/documents/schema.js";

/**
 * The entry point of an API version: what joins `src` with one generated client. The one of the package itself is
 * `src/index.ts`; the others lie in `src/versions/`.
 *
 * @param document - the API document
 * @param options - isDefault: whether it is the entry point of the package itself
 * @returns the text of the file
 */
export async function renderEntryPoint(
  version: string,
  document: ApiDocument,
  { isDefault = false }: { isDefault?: boolean } = {},
): Promise<string> {
  const toRoot = isDefault ? ".." : "../..";
  const generated = `${toRoot}/generated/${version}`;
  const here = isDefault ? "./" : "../";
  const token = findTokenOperation(document);
  const builder = token ? `import { ${token.builder} } from "${generated}/api.js";\n` : "";
  const members = [
    "createClient: createGenerated",
    ...(token
      ? [
          `generateToken: { build: ${token.builder}, takesGroups: ${token.takesGroups}, takesClientType: ${token.takesClientType} }`,
        ]
      : []),
  ];
  // Editors offer the package itself before its other entry points.
  const preview = isDefault
    ? ` It speaks the preview ${version},
 * which resources of today may refuse; those of \`web-pubsub-rest/2024-12-01\` and the like speak later versions.`
    : "";
  const text = `/**
 * The client for API version ${version}.
 *
 * @packageDocumentation
 */
import type { KeyCredential, TokenCredential } from "@azure/core-auth";
${builder}import { createClientOn as createGenerated } from "${generated}/client.js";
import type { WebPubSubClient } from "${generated}/client.js";
import { createClient, createClientFromConnectionString } from "${here}client.js";
import type { WebPubSubClientOptions } from "${here}clientOptions.js";

const api = { ${members.join(", ")} };

/**
 * Makes a client for one Web PubSub resource.${preview}
 *
 * @param endpoint - the address of the resource, such as \`https://example.webpubsub.azure.com\`; \`http:\` for loopback hosts
 * @param credential - the access key as \`{ key }\` or \`AzureKeyCredential\`, or a Microsoft Entra ID credential
 * @param options - retries, proxy, policies and the like
 * @throws TypeError with code \`INVALID_ARGUMENT\` for an endpoint, a credential or an option that cannot be meant
 * @example
 * \`\`\`ts
 * const client = createWebPubSubClient("https://example.webpubsub.azure.com", { key: process.env.WEB_PUBSUB_KEY! });
 * await client.path("/api/hubs/{hub}/:send", "chat").post({ contentType: "text/plain", body: "hello" });
 * \`\`\`
 */
export function createWebPubSubClient(
  endpoint: string,
  credential: KeyCredential | TokenCredential,
  options?: WebPubSubClientOptions,
): WebPubSubClient {
  return createClient(api, endpoint, credential, options);
}

/**
 * Makes a client from the connection string that the Azure portal shows under "Keys".${preview}
 *
 * @param connectionString - \`Endpoint=...;AccessKey=...;Version=1.0;\`, with an optional \`Port\`
 * @param options - retries, proxy, policies and the like
 * @throws ConnectionStringError when a part is missing or malformed; its \`code\` says which
 * @throws TypeError with code \`INVALID_ARGUMENT\` when it is not a string, or for an option that cannot be meant
 * @example
 * \`\`\`ts
 * const client = createWebPubSubClientFromConnectionString(process.env.WEB_PUBSUB_CONNECTION_STRING!);
 * \`\`\`
 */
export function createWebPubSubClientFromConnectionString(
  connectionString: string,
  options?: WebPubSubClientOptions,
): WebPubSubClient {
  return createClientFromConnectionString(api, connectionString, options);
}

// Each name of the generated client stands in its api.ts, and in the API report.
export * from "${generated}/api.js";
export * from "${here}common.js";
export { paginate } from "${here}paginate.js";
`;
  const settings = await resolveConfig(path.join(root, "package.json"));
  return format(text, { ...settings, parser: "typescript" });
}

/** The operation that makes client tokens: its builder, and what it takes. */
function findTokenOperation(document: ApiDocument) {
  const item = document.paths?.["/api/hubs/{hub}/:generateToken"];
  if (item?.post === undefined) return undefined;
  const parameters = [...(item.parameters ?? []), ...(item.post.parameters ?? [])].map(referenceReader(document));
  return {
    builder: `build${item.post.operationId?.replace(/^\w+_/, "")}Request`,
    takesGroups: parameters.some(({ name }) => name === "group"),
    takesClientType: parameters.some(({ name }) => name === "clientType"),
  };
}
