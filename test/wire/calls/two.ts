import { buildEndpoint, createClient } from "../clients/two/index.js";
import { options } from "./support.js";
import type { Calls } from "./support.js";

/** What Swagger 2.0 says of forms, of paths that differ in their query, and of hosts. */
export const calls = (endpoint: string): Calls => {
  const client = createClient(endpoint, options);
  const list = ["a,b", "c"];
  const host = (address: string, expected: string) => {
    if (address !== expected) throw new Error(`${address} instead of ${expected}`);
    return client.path("/a").get();
  };
  return {
    "a list in a form is written in its collectionFormat": {
      call: () =>
        client.path("/form").post({
          body: { scopes: list, plain: list, multi: list, bars: list, blanks: ["a b", "c"], text: "a b&c" },
        }),
      sends: "POST /form\n\nscopes=a%2Cb,c&plain=a%2Cb,c&multi=a%2Cb&multi=c&bars=a%2Cb|c&blanks=a+b+c&text=a+b%26c",
      body: "text",
    },
    "a list without items is no field": {
      call: () => client.path("/form").post({ body: { scopes: [], multi: [], text: "a" } }),
      sends: "POST /form\n\ntext=a",
      body: "text",
    },
    "dates in a form are written as the document says": {
      call: () =>
        client.path("/form").post({ body: { day: new Date(2024, 0, 15), time: new Date(0), http: new Date(0) } }),
      sends: "POST /form\n\nday=2024-01-15&time=1970-01-01T00%3A00%3A00.000Z&http=Thu%2C+01+Jan+1970+00%3A00%3A00+GMT",
      body: "text",
    },
    "and are texts, or refused": {
      call: () => client.path("/form").post({ body: { time: 0 as never } }),
      refuses: ["time", /a valid Date or a string/],
    },
    "in a form with files, no item can hold what separates it": {
      call: () => client.path("/files").post({ body: { tags: list } }),
      refuses: ["tags", /a list of items without ","/],
    },
    "a path without a query is one operation": { call: () => client.path("/a").get(), sends: "GET /a" },
    "and with one another": {
      call: () => client.path("/a?x=1").get({ queryParameters: { top: 2 } }),
      sends: "GET /a?x=1&top=2",
    },
    "a query in x-ms-paths is sent": {
      call: () => client.path("/b/{id}?comp=list", "c/d").get({ queryParameters: { top: 1 } }),
      sends: "GET /b/c%2Fd?comp=list&top=1",
    },
    "but for what a parameter stands for": {
      call: () => client.path("/b/{id}?comp=acl", "c").get({ queryParameters: { at: "now" } }),
      sends: "GET /b/c?comp=acl&at=now",
    },
    "and not twice where the operation declares it": {
      call: () => client.path("/b/{id}?comp=acl", "c").put(),
      sends: "PUT /b/c?comp=acl",
    },
    "a list in a header is written in its collectionFormat": {
      call: () => client.path("/lists").get({ headers: { "x-blanks": ["a", "b"] }, queryParameters: { bytes: "_-8" } }),
      sends: "GET /lists?bytes=_-8\nx-blanks: a b",
      headers: ["x-blanks"],
    },
    "a part of the host without a default is given": {
      call: () => host(buildEndpoint({ region: "east", name: "n" }), "https://east.b.n.example.com"),
      sends: "GET /a",
    },
    "and is not left out": {
      // @ts-expect-error -- the region is missing
      call: () => host(buildEndpoint({ name: "n" }), "https://undefined.b.n.example.com"),
      sends: "GET /a",
    },
    "it is one of those that the document lists": {
      // @ts-expect-error -- the document knows west and east
      call: () => host(buildEndpoint({ region: "north", name: "n" }), "https://north.b.n.example.com"),
      sends: "GET /a",
    },
    "unless the list is open": {
      call: () => host(buildEndpoint({ region: "west", zone: "c", name: "n" }), "https://west.c.n.example.com"),
      sends: "GET /a",
    },
  };
};
