import { createClient } from "../clients/parameters/index.js";
import { options } from "./support.js";
import type { Calls } from "./support.js";

/** Lists in queries, paths and headers: separators tell the items apart whatever the items hold. */
export const calls = (endpoint: string): Calls => {
  const client = createClient(endpoint, options);
  const lists = client.path("/lists");
  const items = ["a,b", "c d"];
  return {
    "the comma of csv is not escaped with the items": {
      call: () => lists.get({ queryParameters: { csv: items } }),
      sends: "GET /lists?csv=a%2Cb,c%20d",
    },
    "nor is the bar of pipes": {
      call: () => lists.get({ queryParameters: { pipes: ["a|b", "c,d"] } }),
      sends: "GET /lists?pipes=a%7Cb|c%2Cd",
    },
    "a blank and a tab have no other form": {
      call: () => lists.get({ queryParameters: { ssv: ["a,b", "c"], tsv: ["a b", "c"] } }),
      sends: "GET /lists?ssv=a%2Cb%20c&tsv=a%20b%09c",
    },
    "a key is repeated for each item": {
      call: () => lists.get({ queryParameters: { multi: items } }),
      sends: "GET /lists?multi=a%2Cb&multi=c%20d",
    },
    "the items of a path are told apart": {
      call: () => client.path("/lists/{ids}", ["a/b", "c,d", "e"]).get({ queryParameters: { needed: ["x"] } }),
      sends: "GET /lists/a%2Fb,c%2Cd,e?needed=x",
    },
    "dates in a list are days": {
      call: () => lists.get({ queryParameters: { days: [new Date(2024, 0, 15), "2024-01-16"] } }),
      sends: "GET /lists?days=2024-01-15,2024-01-16",
    },
    "a list without items sends nothing": {
      call: () =>
        lists.get({ queryParameters: { csv: [], ssv: [], tsv: [], pipes: [], multi: [] }, headers: { "x-tags": [] } }),
      sends: "GET /lists",
      headers: ["x-tags"],
    },
    "a list of one empty text is no empty list": {
      call: () => lists.get({ queryParameters: { csv: [""], multi: [""] } }),
      sends: "GET /lists?csv=&multi=",
    },
    "a list that is required has items": {
      call: () => client.path("/lists/{ids}", ["a"]).get({ queryParameters: { needed: [] } }),
      refuses: ["queryParameters.needed", /a list of items\. Received an array/],
    },
    "a list in a path has items": {
      call: () => client.path("/lists/{ids}", []).get({ queryParameters: { needed: ["x"] } }),
      refuses: ["ids", /a non-empty path part/],
    },
    "a list in a header is separated by commas": {
      call: () => lists.get({ headers: { "x-tags": ["a b", "c"] } }),
      sends: "GET /lists\nx-tags: a b,c",
      headers: ["x-tags"],
    },
    "which no item of it can hold": {
      call: () => lists.get({ headers: { "x-tags": items } }),
      refuses: ["headers.x-tags", /a list of items without ","/],
    },
    "what is missing in the middle of a list is no item": {
      // oxlint-disable-next-line no-sparse-arrays -- the case itself
      call: () => lists.get({ queryParameters: { csv: ["a", , "b"] as string[] } }),
      refuses: ["csv[1]", /a string\. Received undefined/],
    },
  };
};
