import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { routes } from "../../generated/2020-10-01/routes.js";
import { compile, compileEach } from "./compile.js";
import { complete } from "./complete.js";

const read = (name: string) => readFileSync(new URL(`./${name}.test-d.ts`, import.meta.url), "utf8");

test("an editor completes the known paths", () => {
  const before = `import { createWebPubSubClient } from "web-pubsub-rest";
createWebPubSubClient("https://a.example", { key: "fake" }).path("`;
  expect(complete(`${before}");`, before.length).sort()).toEqual(Object.keys(routes).sort());
});

const latest = `import { createWebPubSubClient } from "web-pubsub-rest/2024-12-01";
const client = createWebPubSubClient("https://a.example", { key: "fake" });
const send = client.path("/api/hubs/{hub}/:send", "chat").post;
`;

/** A mistake, and what the compiler says of it. */
const mistakes: [mistake: string, text: string, expected: string | RegExp][] = [
  [
    "an object as a text",
    `send({ contentType: "text/plain", body: { from: "ada" } });`,
    '"a text, or a stream of one"',
  ],
  [
    "a date as a text with a charset",
    `send({ contentType: "text/plain; charset=utf-8", body: new Date() });`,
    '"a text, or a stream of one"',
  ],
  [
    "an object as bytes",
    `send({ contentType: "application/octet-stream", body: { from: "ada" } });`,
    '"bytes, or a stream of them"',
  ],
  [
    "a list as bytes",
    `send({ contentType: "application/octet-stream", body: ["ada"] });`,
    '"bytes, or a stream of them"',
  ],
  ...['"text"', '{ from: "ada" }'].map((body): (typeof mistakes)[number] => [
    `${body} without a content type`,
    `send({ body: ${body} });`,
    /'contentType' is missing in type .* 'OneContentTypeOf<"application\/json" \| "application\/octet-stream" \| "text\/plain">'/,
  ]),
  [
    "a permission without a group",
    `client.path("/api/hubs/{hub}/permissions/{permission}/connections/{connectionId}", "h", "sendToGroup", "c")
.put({ queryParameters: {} });`,
    "'targetName' is missing",
  ],
  [
    "groups that are left out",
    `client.path("/api/hubs/{hub}/:addToGroups", "h").post({ body: {} });`,
    "'groups' is missing",
  ],
  ...[
    ["whose end is misspelt", `"/api/hubs/{hub}/:sned", "h"`],
    ["with its value in it, whose end is misspelt", `"/api/hubs/h/:sned"`],
    ["without its beginning", `"/hubs/{hub}/:send", "h"`],
  ].map(([what, path]): (typeof mistakes)[number] => [
    `a path ${what}`,
    `client.path(${path}).post({ contentType: "text/plain", body: "" });`,
    // One message, which names paths as they are to be written.
    /^[^\n]+ is not assignable to parameter of type '"\/api\/health" \| [^\n]*"\/api\/hubs\/\{hub\}\/:send" \| [^\n]*'\.$/,
  ]),
  // One message as well, although the compiler looks for the method too.
  [
    "a value of another type behind a path",
    `client.path("/api/hubs/{hub}/:send", 7).post({ contentType: "text/plain", body: "" });`,
    /^[^\n]+TS2345: Argument of type 'number' is not assignable to parameter of type 'string'\.$/,
  ],
  [
    "a value too many behind a path",
    `client.path("/api/hubs/{hub}/:send", "h", "g").post({ contentType: "text/plain", body: "" });`,
    /^[^\n]+TS2554: Expected 2 arguments, but got 3\.$/,
  ],
  [
    "a wrong body behind a wrong value",
    `client.path("/api/hubs/{hub}/:send", 7).post({ contentType: "text/plain", body: 7 });`,
    /parameter of type 'string'\.\n.*parameter of type 'SendToAllParameters & SendOptions'/,
  ],
];

/** A call and the start of a comparison with its status, where an editor offers those that there are. */
const compare = (call: string) => `${latest}const response = await ${call};\nif (response.status === "`;
const userExists = 'client.path("/api/hubs/{hub}/users/{userId}", "h", "u").head()';

const sources = ["client", "versions"];
const typeTests = (ending: "mts" | "cts") =>
  Object.fromEntries(sources.map((name) => [`${name}.test-d.${ending}`, read(name)]));
const withMistakes = Object.fromEntries(mistakes.map(([, text], index) => [`mistake${index}.mts`, `${latest}${text}`]));
const others = {
  "unused.mts": "// @ts-expect-error nothing is wrong here\nexport const a = 1;",
  "unknownPath.mts": `import { createWebPubSubClient } from "web-pubsub-rest";
createWebPubSubClient("https://a.example", { key: "fake" }).path("/api/heatlh");`,
  "otherStatus.mts": `${compare(userExists)}500") {}`,
};

// What is compiled alike is one program: a compiler takes longer to begin than for any of these files.
describe("the newest compiler", () => {
  let messages: Record<string, string> = {};
  beforeAll(() => {
    messages = compileEach({ ...typeTests("mts"), ...typeTests("cts"), ...withMistakes, ...others });
  });

  test.each(sources)("compiles the type tests of the %s for Node, as an ES module", (name) => {
    expect(messages[`${name}.test-d.mts`]).toBe("");
  });

  test.each(sources)("compiles the type tests of the %s for Node, as CommonJS", (name) => {
    expect(messages[`${name}.test-d.cts`]).toBe("");
  });

  test.each(mistakes.map(([mistake, , expected], index) => [mistake, expected, index] as const))(
    "says what is wrong with %s",
    (_, expected, index) => expect(messages[`mistake${index}.mts`]).toMatch(expected),
  );

  test("notices a refusal that no longer happens", () => {
    expect(messages["unused.mts"]).toMatch(/Unused '@ts-expect-error'/);
  });

  test("names the path that is unknown", () => {
    expect(messages["unknownPath.mts"]).toMatch(
      /unknownPath\.mts\(2,66\): error TS2345: Argument of type '"\/api\/heatlh"' is not assignable to parameter of type '"\/api\/health" \| [^']*'\.$/,
    );
  });

  test("takes statuses that the document does not tell of", () => {
    expect(messages["otherStatus.mts"]).toBe("");
  });
});

describe("the oldest compiler that is supported", () => {
  let messages: Record<string, string> = {};
  beforeAll(() => {
    messages = compileEach({ ...typeTests("mts"), ...withMistakes }, {}, "oldest");
  });

  test.each(sources)("compiles the type tests of the %s", (name) => {
    expect(messages[`${name}.test-d.mts`]).toBe("");
  });

  test.each(mistakes.map(([mistake, , expected], index) => [mistake, expected, index] as const))(
    "says what is wrong with %s",
    (_, expected, index) => expect(messages[`mistake${index}.mts`]).toMatch(expected),
  );
});

const bundler = { module: "ESNext", moduleResolution: "Bundler" };

describe.each([
  ["for a bundler", bundler],
  [
    "for a browser, every declaration checked, without Node types",
    { ...bundler, customConditions: ["browser"], skipLibCheck: false },
  ],
])("%s", (_, options) => {
  let messages: Record<string, string> = {};
  beforeAll(() => {
    messages = compileEach(typeTests("mts"), options);
  });

  test.each(sources)("the type tests of the %s compile", (name) => {
    expect(messages[`${name}.test-d.mts`]).toBe("");
  });
});

test("streams of Node.js are taken as they are", () => {
  const text = `${latest}import { Readable } from "node:stream";
import { ReadableStream, TransformStream } from "node:stream/web";
send({ contentType: "text/plain", body: Readable.toWeb(Readable.from(["a"])) });
send({ contentType: "application/octet-stream", body: () => Readable.toWeb(Readable.from(["a"])) });
send({ contentType: "text/plain", body: new ReadableStream<string>() });
send({ contentType: "application/octet-stream", body: new ReadableStream<Uint8Array>() });
send({ contentType: "application/json", body: new TransformStream<string, string>().readable });
send({ contentType: "text/plain", body: Readable.from(["a"]) });`;
  const node = { types: ["node"], lib: ["ES2022"] };
  expect(compile({ "a.mts": text }, node)).toBe("");
  expect(compile({ "a.mts": text }, node, "oldest")).toBe("");
});

describe("an editor completes", () => {
  test("variables where a JSON body is written", () => {
    const before = `${latest}const headline = "It works";\nsend({ contentType: "application/json", body: { `;
    expect(complete(`${before}} });`, before.length)).toContain("headline");
  });

  test.each([
    [userExists, ["200", "404"]],
    ['client.path("/api/hubs/{hub}/users/{userId}/groups", "h", "u").delete()', ["204"]],
  ])("the statuses of %s before it is known whether it is an error", (call, statuses) => {
    const before = compare(call);
    expect(complete(`${before}") {}`, before.length).sort()).toEqual(statuses);
  });
});
