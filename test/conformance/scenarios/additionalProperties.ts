import { createClient } from "../clients/additionalProperties/index.js";
import { options, returnsRaw } from "./support.js";
import type { Scenarios } from "./support.js";

/** The document whose scenarios these are. */
export const document = "additionalProperties";

/** What the server calls them. */
export const names = /^additionalProperties/;

/** Calls by the name of the scenario that they pass. What the server returns has a `status` besides, which is read-only. */
export const scenarios = (endpoint: string): Scenarios => {
  const client = createClient(endpoint, options);
  const more = { birthdate: "2017-12-13T02:29:51Z", complexProperty: { color: "Red" } };
  const puppy = { id: 1, name: "Puppy", ...more };
  const lisa = { id: 1, name: "Lisa", friendly: true, ...more };
  const hira = { id: 2, name: "Hira", siblings: [puppy], picture: "//////4=" };
  const tommy = { id: 3, name: "Tommy", color: "red", weight: "10 kg", city: "Bombay" };
  const sizes = { height: 5.61, weight: 599, footsize: 11.5 };
  const bunny = { id: 4, name: "Bunny", additionalProperties: sizes };
  const dishes = { color: "red", city: "Seattle", food: "tikka masala" };
  const funny = { id: 5, name: "Funny", "@odata.location": "westus", additionalProperties: sizes, ...dishes };
  return {
    additionalPropertiesTrue: () =>
      returnsRaw(client.path("/additionalProperties/true").put({ body: puppy }), "200", { ...puppy, status: true }),
    additionalPropertiesSubclass: () =>
      returnsRaw(client.path("/additionalProperties/true-subclass").put({ body: lisa }), "200", {
        ...lisa,
        status: true,
      }),
    additionalPropertiesTypeObject: () =>
      returnsRaw(client.path("/additionalProperties/type/object").put({ body: hira }), "200", {
        ...hira,
        status: true,
      }),
    additionalPropertiesTypeString: () =>
      returnsRaw(client.path("/additionalProperties/type/string").put({ body: tommy as never }), "200", {
        ...tommy,
        status: true,
      }),
    additionalPropertiesInProperties: () =>
      returnsRaw(client.path("/additionalProperties/in/properties").put({ body: bunny }), "200", {
        ...bunny,
        status: true,
      }),
    additionalPropertiesInPropertiesWithAPTypeString: () =>
      returnsRaw(
        client
          .path("/additionalProperties/in/properties/with/additionalProperties/string")
          .put({ body: funny as never }),
        "200",
        { ...funny, status: true },
      ),
  };
};
