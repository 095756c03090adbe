import { createClient } from "../clients/body-formdata-urlencoded/index.js";
import { options, succeeds } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "body-formdata-urlencoded";

/** What the server calls them. */
export const names = /^(UpdatePetWithForm|UrlEncodedDataWithPartialConstantBody)$/;

/** Calls by the name of the scenario that they pass. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  return {
    UpdatePetWithForm: () =>
      succeeds(
        client
          .path("/formsdataurlencoded/pet/add/{petId}", 1)
          .post({ body: { pet_type: "dog", pet_food: "meat", pet_age: 42, name: "Fido" } }),
      ),
    UrlEncodedDataWithPartialConstantBody: () =>
      succeeds(
        client
          .path("/formsdataurlencoded/partialConstantBody")
          .post({ body: { grant_type: "access_token", service: "bar", access_token: "foo" } }),
      ),
  };
};
