import { createClient } from "../clients/parameters/index.js";
import { options } from "./support.js";
import type { Calls } from "./support.js";

/** Names and values that HTTP and URLs have no form for, or another one than the caller thinks. */
export const calls = (endpoint: string): Calls => {
  const client = createClient(endpoint, options);
  const names = client.path("/names");
  const header = (name: string, value: unknown) => () => names.get({ headers: { [name]: value } });
  const query = (queryParameters: unknown) => () => names.get({ queryParameters: queryParameters as never });
  return {
    "an apostrophe in the name of a query parameter is escaped as every URL parser does": {
      call: query({ "isn't": "it's" }),
      sends: "GET /names?isn%27t=it%27s",
    },
    "and so it is beside the document": { call: query({ "can't": 1 }), sends: "GET /names?can%27t=1" },
    "what is encoded already goes out as it is": {
      call: query({ encoded: "a%20b&c=[d]" }),
      sends: "GET /names?encoded=a%20b&c=[d]",
    },
    "but for what would not arrive as it is": {
      call: query({ encoded: 'it\'s #1 "é"\n' }),
      sends: "GET /names?encoded=it%27s%20%231%20%22%C3%A9%22%0A",
    },
    "and so it is in a path": {
      call: () => client.path("/encoded/{part}", "a/b\\c#d?e=f g").get(),
      sends: "GET /encoded/a/b%5Cc%23d?e=f%20g",
    },
    "dots in an encoded path would change it": {
      call: () => client.path("/encoded/{part}", "a/%2E%2e/b").get(),
      refuses: ["part", /other than "\." and "\.\."/],
    },
    "a query parameter has no name with half a character": {
      call: query({ "\ud800": 1 }),
      refuses: ["queryParameters", /named without lone surrogates/],
    },
    "nor such a value": { call: query({ other: "\udc00" }), refuses: ["other", /without lone surrogates/] },
    "query parameters are an object: null": { call: query(null), refuses: ["queryParameters", /Received null/] },
    "query parameters are an object: a text": { call: query("a=b"), refuses: ["queryParameters", /Received a string/] },
    "query parameters are an object: those of a URL": {
      call: query(new URLSearchParams("a=b")),
      refuses: ["queryParameters", /Received an instance of URLSearchParams/],
    },
    "query parameters are an object: a Map": {
      call: query(new Map([["a", "b"]])),
      refuses: ["queryParameters", /Received an instance of Map/],
    },
    "a value beside the document has a text of its own": {
      call: query({ a: "x", b: 1, c: true, d: 9007199254740993n, e: [1, "y"], f: new URL("http://h/?q") }),
      sends: "GET /names?a=x&b=1&c=true&d=9007199254740993&e=1&e=y&f=http%3A%2F%2Fh%2F%3Fq",
    },
    ...Object.fromEntries(
      [{}, [["a"]], [{}], () => 1, Symbol("s"), Number.NaN, new Map()].map((value) => [
        `or is refused: ${Object.prototype.toString.call(value)} ${String(value)}`,
        {
          call: query({ other: value }),
          refuses: [
            Array.isArray(value) ? "other[0]" : "other",
            /a string, a number, a bigint, true, false or a valid Date/,
          ] as const,
        },
      ]),
    ),
    "headers may be Headers": {
      call: () => names.get({ headers: new Headers({ "X-Text": "a", "X-Other": "b" }) as never }),
      sends: "GET /names\nx-text: a\nx-other: b",
      headers: ["x-text", "x-other"],
    },
    "headers may be a Map, or pairs": {
      call: () => names.get({ headers: new Map([["X-Text", "a"]]) as never }),
      sends: "GET /names\nx-text: a",
      headers: ["x-text"],
    },
    "headers may be pairs": {
      call: () => names.get({ headers: [["X-Text", "a"]] as never }),
      sends: "GET /names\nx-text: a",
      headers: ["x-text"],
    },
    "headers are nothing else: null": {
      call: () => names.get({ headers: null as never }),
      refuses: ["headers", /an object of values by name, Headers or a Map\. Received null/],
    },
    "headers are nothing else: a list of texts": {
      call: () => names.get({ headers: ["ab"] as never }),
      refuses: ["headers", /names that HTTP has a form for/],
    },
    "a header's name is one word": { call: header("x y", 1), refuses: ["headers", /unlike "x y"/] },
    "a header's name has no line end": { call: header("x\r\ny", 1), refuses: ["headers", /unlike "x\\r\\ny"/] },
    "a header's name is not empty": { call: header("", 1), refuses: ["headers", /unlike ""/] },
    "a header's value has no line end": {
      call: header("x-text", "a\r\nx-evil: b"),
      refuses: ["headers.x-text", /in one line/],
    },
    "nor has one beside the document": { call: header("x-o", "a\nb"), refuses: ["headers.x-o", /in one line/] },
    "a header's value is of Latin letters": { call: header("x-text", "啊"), refuses: ["headers.x-text", /ISO 8859-1/] },
    "which go out as they are": {
      call: header("x-text", "é\tb"),
      sends: "GET /names\nx-text: é\tb",
      headers: ["x-text"],
    },
    "blanks around a header's value would not arrive": {
      call: header("x-text", " a"),
      refuses: ["headers.x-text", /without blanks around it/],
    },
    "a header's value may be empty": { call: header("x-text", ""), sends: "GET /names\nx-text: ", headers: ["x-text"] },
    "a header has one value": {
      call: () => names.get({ headers: { "x-a": 1, "X-A": 2 } }),
      refuses: ["headers.X-A", /given once, in one letter case/],
    },
    "a header has a text of its own": {
      call: header("x-o", {}),
      refuses: ["x-o", /a string, a number, a bigint, true, false or a valid Date/],
    },
    "a text in a charset that it does not have is refused": {
      call: () =>
        client.path("/texts").put({ body: "啊", contentType: "text/plain; charset=iso-8859-1" as "text/plain" }),
      refuses: ["body", /a text of characters that "iso-8859-1" has/],
    },
    "a charset that is not known here is refused": {
      call: () => client.path("/texts").put({ body: "a", contentType: "text/plain; charset=utf-16" as "text/plain" }),
      refuses: ["contentType", /"utf-8", unless "body" is bytes/],
    },
    "a text goes out in the charset that its content type names": {
      call: () =>
        client.path("/texts").put({ body: "é", contentType: 'text/plain; charset="ISO-8859-1"' as "text/plain" }),
      sends: 'PUT /texts\ncontent-type: text/plain; charset="ISO-8859-1"\n\ne9',
      body: "hex",
      headers: ["content-type"],
    },
    "and in the one that the document names": {
      call: () => client.path("/latin").put({ body: "éa" }),
      sends: "PUT /latin\ncontent-type: text/plain; charset=iso-8859-1\n\ne961",
      body: "hex",
      headers: ["content-type"],
    },
    "and in UTF-8 without one": {
      call: () => client.path("/texts").put({ body: "é" }),
      sends: "PUT /texts\ncontent-type: text/plain\n\nc3a9",
      body: "hex",
      headers: ["content-type"],
    },
    "a content type has no line end": {
      call: () => client.path("/texts").put({ body: "a", contentType: "text/plain;\r\nx-evil: b" as "text/plain" }),
      refuses: ["contentType", /one of "text\/plain"/],
    },
    "a content type is given once": {
      call: () =>
        client.path("/texts").put({
          body: "a",
          contentType: "text/plain",
          headers: { "Content-Type": "text/plain; charset=utf-8" },
        }),
      refuses: ["contentType", /the one in the headers/],
    },
    "an abort signal is one": {
      call: () => names.get({ abortSignal: {} as AbortSignal }),
      refuses: ["abortSignal", /an AbortSignal/],
    },
  };
};
