import { createClient } from "../clients/body-binary/index.js";
import { equal, options, readText, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-binary";

/** What the server calls them. */
export const names = /^BodyBinary/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  const json = new TextEncoder().encode('{"more":"cowbell"}');
  return {
    BodyBinaryFile: () => succeeds(client.path("/binary/file").post({ body: json })),
    BodyBinaryOctet: () => succeeds(client.path("/binary/octet").put({ body: Uint8Array.of(0, 255) })),
    BodyBinaryError: async () => {
      const { status, body } = await client.path("/binary/error").get().asNodeStream();
      equal([status, await readText(body)], ["400", '{"status":400,"message":"I failed on purpose"}']);
    },
  };
};
