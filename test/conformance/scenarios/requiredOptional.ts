import { createClient } from "../clients/required-optional/index.js";
import { options, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "required-optional";

/** What the server calls them. */
export const names = /^((Im|Ex)plicit(Optional|Required)|Optional|GeneralOptional)/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  const bytes = Uint8Array.of(1, 2, 3);
  return {
    OptionalImplicitQuery: () => succeeds(client.path("/reqopt/implicit/optional/query").put()),
    OptionalImplicitHeader: () => succeeds(client.path("/reqopt/implicit/optional/header").put()),
    OptionalImplicitBody: () => succeeds(client.path("/reqopt/implicit/optional/body").put()),
    OptionalGlobalQuery: () => succeeds(client.path("/reqopt/global/optional/query").get()),
    ImplicitOptionalBinaryBody: () => succeeds(client.path("/reqopt/implicit/optional/binary-body").put()),
    ExplicitOptionalBinaryBody: () => succeeds(client.path("/reqopt/explicit/optional/binary-body").put()),
    ExplicitRequiredBinaryBody: () =>
      succeeds(client.path("/reqopt/explicit/required/binary-body").put({ body: bytes })),
    GeneralOptional: () => succeeds(client.path("/reqopt/optional/string/parameter").post()),
    OptionalIntegerParameter: () => succeeds(client.path("/reqopt/optional/integer/parameter").post()),
    OptionalIntegerProperty: () => succeeds(client.path("/reqopt/optional/integer/property").post({ body: {} })),
    OptionalIntegerHeader: () => succeeds(client.path("/reqopt/optional/integer/header").post()),
    OptionalStringParameter: () => succeeds(client.path("/reqopt/optional/string/parameter").post()),
    OptionalStringProperty: () => succeeds(client.path("/reqopt/optional/string/property").post({ body: {} })),
    OptionalStringHeader: () => succeeds(client.path("/reqopt/optional/string/header").post()),
    OptionalClassParameter: () => succeeds(client.path("/reqopt/optional/class/parameter").post()),
    OptionalClassProperty: () => succeeds(client.path("/reqopt/optional/class/property").post({ body: {} })),
    OptionalArrayParameter: () => succeeds(client.path("/reqopt/optional/array/parameter").post()),
    OptionalArrayProperty: () => succeeds(client.path("/reqopt/optional/array/property").post({ body: {} })),
    OptionalArrayHeader: () => succeeds(client.path("/reqopt/optional/array/header").post()),
  };
};
