import * as elsewhere from "../clients/elsewhere/index.js";
import * as hosted from "../clients/hosted/index.js";
import * as relative from "../clients/relative/index.js";
import { options } from "./support.js";
import type { Calls } from "./support.js";

/** Documents as others write them: without a host, with XML beside JSON, with keys, and with names that JavaScript has. */
export const calls = (endpoint: string): Calls => {
  const pets = elsewhere.createClient(elsewhere.buildEndpoint({ endpoint }), options).path("/pets");
  const leads = elsewhere.createClient(elsewhere.buildEndpoint({ endpoint }), options).path("/leads/{id}", "red");
  return {
    "a base path without a host comes before the path, and JSON is what is sent": {
      call: () => pets.post({ body: { name: "Rex" } }),
      sends: "POST /v1/pets\ncontent-type: application/json\naccept: application/json",
      headers: ["content-type", "accept"],
    },
    "a value that an enum lists twice is one, null is null, and objects may be any": {
      call: () => pets.post({ body: { state: null, mood: { loud: true }, rank: 1 } }),
      sends: 'POST /v1/pets\n\n{"state":null,"mood":{"loud":true},"rank":1}',
      body: "text",
    },
    "and nothing else is a value of it": {
      // @ts-expect-error -- an empty object is no state
      call: () => pets.post({ body: { state: {} } }),
      sends: "POST /v1/pets",
    },
    "an empty text may be a value of an enum": {
      call: () => pets.post({ body: { leash: "" } }),
      sends: 'POST /v1/pets\n\n{"leash":""}',
      body: "text",
    },
    "and so may a sign": {
      call: () => pets.post({ body: { leash: "-" } }),
      sends: 'POST /v1/pets\n\n{"leash":"-"}',
      body: "text",
    },
    "an integer of the format uint64 is sent as it is": {
      call: () => pets.post({ body: { steps: 18446744073709551615n } }),
      sends: 'POST /v1/pets\n\n{"steps":18446744073709551615}',
      body: "text",
    },
    "parameters named like members of every object go out under these names": {
      call: () =>
        pets.get({ queryParameters: { constructor: "ada", toString: true }, headers: { hasOwnProperty: "yes" } }),
      sends: "GET /v1/pets?constructor=ada&toString=true\nhasownproperty: yes",
      headers: ["hasownproperty"],
    },
    "and do not where they are not given": { call: () => pets.get(), sends: "GET /v1/pets" },
    "callers choose what they accept where the document has a header for it": {
      call: () => leads.get({ headers: { accept: "application/vnd.lead+json" } }),
      sends: "GET /v1/leads/red\naccept: application/vnd.lead+json",
      headers: ["accept"],
    },
    "and the types of the answers are accepted where they do not": {
      call: () => leads.get(),
      sends: "GET /v1/leads/red\naccept: application/json",
      headers: ["accept"],
    },
    "an answer that operations share has the types of its operation": {
      call: () => leads.put(),
      sends: "PUT /v1/leads/red\naccept: text/plain",
      headers: ["accept"],
    },
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
