import * as elsewhere from "../clients/elsewhere/index.js";
import * as hosted from "../clients/hosted/index.js";
import * as relative from "../clients/relative/index.js";
import { options } from "./support.js";
import type { Calls } from "./support.js";

/** Documents as others write them: without a host, with XML beside JSON, with keys, and with names that JavaScript has. */
export const calls = (endpoint: string): Calls => {
  const pets = elsewhere.createClient(elsewhere.buildEndpoint({ endpoint }), options).path("/pets");
  return {
    "a base path without a host comes before the path, and JSON is what is sent": {
      call: () => pets.post({ body: { name: "Rex" } }),
      sends: "POST /v1/pets\ncontent-type: application/json\naccept: application/json",
      headers: ["content-type", "accept"],
    },
    "parameters named like members of every object go out under these names": {
      call: () =>
        pets.get({ queryParameters: { constructor: "ada", toString: true }, headers: { hasOwnProperty: "yes" } }),
      sends: "GET /v1/pets?constructor=ada&toString=true\nhasownproperty: yes",
      headers: ["hasownproperty"],
    },
    "and do not where they are not given": { call: () => pets.get(), sends: "GET /v1/pets" },
    "a relative server comes before the path, and JSON is what is sent": {
      call: () =>
        relative
          .createClient(relative.buildEndpoint({ endpoint }), options)
          .path("/notes")
          .put({ body: { text: "kept" } }),
      sends: "PUT /api/v2/notes\ncontent-type: application/json",
      headers: ["content-type"],
    },
    "a host whose parameter comes by reference, in another letter case, is filled in": {
      call: () => hosted.createClient(hosted.buildEndpoint({ endpoint }), options).path("/books").get(),
      sends: "GET /shelf/books",
    },
  };
};
