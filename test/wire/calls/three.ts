import { createClient } from "../clients/three/index.js";
import { options } from "./support.js";
import type { Calls } from "./support.js";

/** What OpenAPI 3 says of lists, forms and content types. */
export const calls = (endpoint: string): Calls => {
  const client = createClient(endpoint, options);
  const lists = client.path("/lists");
  const list = ["a,b", "c"];
  return {
    "callers choose what they accept, in whichever letter case the document has it": {
      call: () => client.path("/choices").get({ headers: { Accept: "application/vnd.choice+json" } }),
      sends: "GET /choices\naccept: application/vnd.choice+json",
      headers: ["accept"],
    },
    "a list without style and explode repeats its key": {
      call: () => lists.get({ queryParameters: { plain: list } }),
      sends: "GET /lists?plain=a%2Cb&plain=c",
    },
    "and so does one of all methods of a path": {
      call: () => lists.get({ queryParameters: { shared: list } }),
      sends: "GET /lists?shared=a%2Cb&shared=c",
    },
    "and one with a style of form alone": {
      call: () => lists.get({ queryParameters: { styleOnly: list } }),
      sends: "GET /lists?styleOnly=a%2Cb&styleOnly=c",
    },
    "and one that is exploded and has no style": {
      call: () => lists.get({ queryParameters: { explodeTrue: list } }),
      sends: "GET /lists?explodeTrue=a%2Cb&explodeTrue=c",
    },
    "a list that is not exploded and has no style is separated by commas": {
      call: () => lists.get({ queryParameters: { explodeOnly: list } }),
      sends: "GET /lists?explodeOnly=a%2Cb,c",
    },
    "and so it is by reference": {
      call: () => lists.get({ queryParameters: { ref: list } }),
      sends: "GET /lists?ref=a%2Cb,c",
    },
    "and with the style of form": {
      call: () => lists.get({ queryParameters: { both: list } }),
      sends: "GET /lists?both=a%2Cb,c",
    },
    "no other style is exploded by itself": {
      call: () => lists.get({ queryParameters: { space: list, pipe: list } }),
      sends: "GET /lists?space=a%2Cb%20c&pipe=a%2Cb|c",
    },
    "but it may be": {
      call: () => lists.get({ queryParameters: { pipeExploded: list } }),
      sends: "GET /lists?pipeExploded=a%2Cb&pipeExploded=c",
    },
    "a list in a path is separated by commas": {
      call: () => client.path("/parts/{ids}", list).get(),
      sends: "GET /parts/a%2Cb,c",
    },
    "and one in a header": {
      call: () => lists.get({ headers: { "x-list": ["a", "b"] } }),
      sends: "GET /lists\nx-list: a,b",
      headers: ["x-list"],
    },
    "a form has a field for each item unless its encoding says otherwise": {
      call: () =>
        client.path("/form").post({
          body: { plain: list, joined: list, bars: ["a", "b|c"], day: new Date(2024, 0, 15), time: new Date(0) },
        }),
      sends:
        "POST /form\n\nplain=a%2Cb&plain=c&joined=a%2Cb,c&bars=a|b%7Cc&day=2024-01-15&time=1970-01-01T00%3A00%3A00.000Z",
      body: "text",
    },
    "a content type that stands for several is named": {
      call: () => client.path("/json").post({ contentType: "application/merge-patch+json", body: { name: "a" } }),
      sends: 'POST /json\ncontent-type: application/merge-patch+json\n\n{"name":"a"}',
      headers: ["content-type"],
      body: "text",
    },
    "and is left to nobody": {
      // @ts-expect-error -- the content type is missing
      call: () => client.path("/json").post({ body: {} }),
      refuses: ["contentType", /one of "application\/\*\+json", without a \*/],
    },
    "a content type of another form is refused": {
      // @ts-expect-error -- it is none of application/*+json
      call: () => client.path("/json").post({ contentType: "application/json", body: {} }),
      refuses: ["contentType", /one of "application\/\*\+json"/],
    },
    "and so is one with the star in it": {
      call: () => client.path("/json").post({ contentType: "application/*+json", body: {} }),
      refuses: ["contentType", /without a \*/],
    },
    "it may stand beside others": {
      call: () => client.path("/json").put({ contentType: "application/problem+json", body: {} }),
      sends: "PUT /json\ncontent-type: application/problem+json",
      headers: ["content-type"],
    },
    "which are sent as they are": {
      call: () => client.path("/json").put({ contentType: "application/json", body: {} }),
      sends: "PUT /json\ncontent-type: application/json",
      headers: ["content-type"],
    },
    "a default of the service is not sent, and a constant is": {
      call: () => client.path("/defaults").get(),
      sends: "GET /defaults?kind=only",
    },
    "null sends nothing in a query": {
      call: () => client.path("/defaults").get({ queryParameters: { maybe: null as never, top: 10 } }),
      sends: "GET /defaults?top=10&kind=only",
    },
    "null and base64url arrive in a body as they are": {
      call: () => client.path("/defaults").get(),
      sends: "GET /defaults?kind=only",
      answer: '{"name":null,"bytes":"_-8"}',
      returns: { name: null, bytes: "_-8" },
    },
    "and go out so": {
      call: () => client.path("/json").put({ contentType: "application/json", body: { name: null, bytes: "_-8" } }),
      sends: 'PUT /json\n\n{"name":null,"bytes":"_-8"}',
      body: "text",
    },
  };
};
