import { createClient, isUnexpected } from "../clients/object-type/index.js";
import { equal, options, returns, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "object-type";

/** What the server calls them. */
export const names = /^ObjectType/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    ObjectTypeResponse: () =>
      returns(client.path("/objectType/get").get(), "200", { message: "An object was successfully returned" }),
    ObjectTypePut: () => succeeds(client.path("/objectType/put").put({ body: { foo: "bar" } })),
    ObjectTypeErrorResponse: async () => {
      const response = await client.path("/objectType/put").put({ body: {} });
      if (!isUnexpected(response)) throw new Error("This status is an error.");
      equal<unknown>([response.status, response.body], ["400", { message: "The object you passed was incorrect" }]);
    },
  };
};
