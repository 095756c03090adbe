/** One of those that are compared. */
export interface Contender {
  /** The name that `--only` takes; the module in contenders/ that prepares it is called so, unless `module` says otherwise. */
  readonly name: string;
  /** How tables and charts call it. */
  readonly label: string;
  readonly module?: string;
  /** Whether it is this package: charts set it off. */
  readonly isOurs?: boolean;
  /** Flags for Node. */
  readonly nodeFlags?: readonly string[];
}

/** What all others are compared with. */
export const reference = "undici";

export const contenders: readonly Contender[] = [
  { name: "ours", label: "web-pubsub-rest", isOurs: true },
  { name: "oursUndici", label: "web-pubsub-rest/undici", isOurs: true },
  {
    name: "oursFetch",
    label: "web-pubsub-rest over fetch",
    module: "ours",
    isOurs: true,
    // What browsers, workers, Deno and Bun are given, and a name for the global object that they have in common.
    nodeFlags: ["--conditions=browser", "--import=data:text/javascript,globalThis.self=globalThis"],
  },
  { name: reference, label: "undici.request, raw" },
  { name: "nodeHttp", label: "node:http, raw" },
  { name: "coreClient", label: "@azure-rest/core-client, bare" },
  { name: "azureWebPubSub", label: "@azure/web-pubsub 1.2.0" },
  { name: "openapiFetch", label: "openapi-fetch" },
  { name: "fetch", label: "global fetch" },
];
