import { createClient } from "../clients/any-type/index.js";
import { options, returns, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "any-type";

/** What the server calls them. */
export const names = /^(Get|Put)\w+AsAnything$/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  const message = "An object was successfully returned";
  return {
    GetStringAsAnything: () => returns(client.path("/anything/string").get(), "200", "anything"),
    PutStringAsAnything: () => succeeds(client.path("/anything/string").put({ body: "anything" })),
    GetObjectAsAnything: () => returns(client.path("/anything/object").get(), "200", { message }),
    PutObjectAsAnything: () => succeeds(client.path("/anything/object").put({ body: { foo: "bar" } })),
    GetArrayAsAnything: () => returns(client.path("/anything/array").get(), "200", ["foo", "bar"]),
    PutArrayAsAnything: () => succeeds(client.path("/anything/array").put({ body: ["foo", "bar"] })),
  };
};
