import { createClient } from "../clients/reserved-words/index.js";
import { options, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "reserved-words";

/** What the server calls them. */
export const names = /^reservedWords/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    reservedWordsOperationGroupImport: () =>
      succeeds(client.path("/reservedWords/operationGroup/import").put({ queryParameters: { parameter1: "foo" } })),
    reservedWordsBodyNamedContent: () =>
      succeeds(client.path("/reservedWords/operation/content").put({ body: new TextEncoder().encode("hello, world") })),
    reservedWordsBodyNamedJson: () =>
      succeeds(client.path("/reservedWords/operation/json").put({ body: { hello: "world" } })),
    reservedWordsBodyNamedData: () =>
      succeeds(client.path("/reservedWords/operation/data").put({ body: { data: "hello", world: "world" } })),
    reservedWordsBodyNamedFiles: () =>
      succeeds(
        client
          .path("/reservedWords/operation/files")
          .put({ body: { files: new TextEncoder().encode("hello, world"), fileName: "my.txt" } }),
      ),
    reservedWordsUrlHeaderQuery: () =>
      succeeds(
        client
          .path("/reservedWords/{url}", "foo")
          .get({ headers: { headerParameters: "x" }, queryParameters: { queryParameters: ["one", "two"] } }),
      ),
    reservedWordsHeaderEnum: () =>
      succeeds(client.path("/reservedWords/enum").get({ headers: { enumParameter: "import" } })),
  };
};
