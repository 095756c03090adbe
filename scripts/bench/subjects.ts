import { fileURLToPath } from "node:url";
import { root } from "../root.js";

/** A library whose size and loading time are compared. */
export interface Subject {
  readonly name: string;
  readonly label: string;
  /** What a program imports to send one message. */
  readonly specifier: string;
  /** That program, as an ES module. */
  readonly program: string;
  /** Where the library is installed. */
  readonly folder: string;
  /** What bundles leave out: packages that the user installs, if at all. */
  readonly external?: readonly string[];
  /** Set where the library is made for Node alone. */
  readonly isForNode?: boolean;
}

const here = fileURLToPath(new URL("tools", import.meta.url));

const address = '"https://example.webpubsub.azure.com"';
const body = '{ from: "ada", text: "hello" }';

export const subjects: readonly Subject[] = [
  {
    name: "ours",
    label: "web-pubsub-rest",
    specifier: "web-pubsub-rest/2024-12-01",
    folder: root,
    program: `
      import { createWebPubSubClient } from "web-pubsub-rest/2024-12-01";
      const client = createWebPubSubClient(${address}, { key: globalThis.key });
      await client.path("/api/hubs/{hub}/:send", "chat").post({ contentType: "application/json", body: ${body} });`,
  },
  {
    name: "oursUndici",
    label: "web-pubsub-rest/undici",
    specifier: "web-pubsub-rest/undici",
    folder: root,
    isForNode: true,
    external: ["undici"],
    program: `
      import { createWebPubSubClient } from "web-pubsub-rest/2024-12-01";
      import { undiciTransport } from "web-pubsub-rest/undici";
      const client = createWebPubSubClient(${address}, { key: globalThis.key }, { httpClient: undiciTransport() });
      await client.path("/api/hubs/{hub}/:send", "chat").post({ contentType: "application/json", body: ${body} });`,
  },
  {
    name: "coreClient",
    label: "@azure-rest/core-client, bare",
    specifier: "@azure-rest/core-client",
    folder: root,
    program: `
      import { getClient } from "@azure-rest/core-client";
      const client = getClient(${address});
      await client.pathUnchecked("/api/hubs/chat/:send").post({ contentType: "application/json", body: ${body} });`,
  },
  {
    name: "azureWebPubSub",
    label: "@azure/web-pubsub",
    specifier: "@azure/web-pubsub",
    folder: root,
    program: `
      import { AzureKeyCredential, WebPubSubServiceClient } from "@azure/web-pubsub";
      const client = new WebPubSubServiceClient(${address}, new AzureKeyCredential(globalThis.key), "chat");
      await client.sendToAll(${body});`,
  },
  {
    name: "openapiFetch",
    label: "openapi-fetch",
    specifier: "openapi-fetch",
    folder: here,
    program: `
      import createClient from "openapi-fetch";
      const client = createClient({ baseUrl: ${address} });
      await client.POST("/api/hubs/{hub}/:send", { params: { path: { hub: "chat" } }, body: ${body} });`,
  },
];
