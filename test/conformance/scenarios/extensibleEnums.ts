import { createClient } from "../clients/extensible-enums-swagger/index.js";
import { options, returns } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "extensible-enums-swagger";

/** What the server calls them. */
export const names = /^(expected|unexpected|allowedValue|roundTrip)Enum$/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    expectedEnum: () =>
      returns(client.path("/extensibleenums/pet/{petId}", "tommy").get(), "200", {
        DaysOfWeek: "Monday",
        IntEnum: "1",
        name: "Tommy Tomson",
      }),
    unexpectedEnum: () =>
      returns(client.path("/extensibleenums/pet/{petId}", "casper").get(), "200", {
        DaysOfWeek: "Weekend",
        IntEnum: "2",
        name: "Casper Ghosty",
      }),
    allowedValueEnum: () =>
      returns(client.path("/extensibleenums/pet/{petId}", "scooby").get(), "200", {
        DaysOfWeek: "Thursday",
        IntEnum: "2.1",
        name: "Scooby Scarface",
      }),
    roundTripEnum: () => {
      const body = { name: "Retriever", IntEnum: "3", DaysOfWeek: "Friday" };
      return returns(client.path("/extensibleenums/pet/addPet").post({ body }), "200", body);
    },
  };
};
