import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { routes } from "../../generated/2020-10-01/routes.js";
import { compile } from "./compile.js";
import { complete } from "./complete.js";

const read = (name: string) => readFileSync(new URL(`./${name}.test-d.ts`, import.meta.url), "utf8");

describe.each(["client", "versions"])("the type tests of the %s compile", (name) => {
  const source = read(name);

  test.each([
    ["for Node, as an ES module", {}],
    ["for Node, as CommonJS", { file: "a.test-d.cts" }],
    ["for a bundler", { module: "ESNext", moduleResolution: "Bundler" }],
    [
      "for a browser, every declaration checked, without Node types",
      { module: "ESNext", moduleResolution: "Bundler", customConditions: ["browser"], skipLibCheck: false },
    ],
  ])("%s", (_, { file = "a.test-d.mts", ...options }: { file?: string }) => {
    expect(compile({ [file]: source }, options)).toBe("");
  });

  test("with the oldest TypeScript that is supported", () => {
    expect(compile({ "a.test-d.mts": source }, {}, "oldest")).toBe("");
  });
});

test("a refusal that no longer happens is noticed", () => {
  expect(compile({ "a.mts": "// @ts-expect-error nothing is wrong here\nexport const a = 1;" })).toMatch(
    /Unused '@ts-expect-error'/,
  );
});

test("the error for an unknown path names it", () => {
  const text = `import { createWebPubSubClient } from "web-pubsub-rest";
createWebPubSubClient("https://a.example", { key: "fake" }).path("/api/heatlh");`;
  expect(compile({ "a.mts": text })).toMatch(
    /a\.mts\(2,66\): error TS2345: Argument of type '"\/api\/heatlh"' is not assignable to parameter of type 'keyof Routes'\.$/,
  );
});

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
];

describe.each(["newest", "oldest"] as const)("the %s compiler", (compiler) => {
  const files = mistakes.map(([, text], index) => [`mistake${index}.mts`, `${latest}${text}`]);
  let messages = "";
  beforeAll(() => {
    messages = compile(Object.fromEntries(files), {}, compiler);
  });

  test.each(mistakes.map(([mistake, , expected], index) => [mistake, expected, index] as const))(
    "says what is wrong with %s",
    (_, expected, index) => {
      const [, message = ""] = messages.split(`/mistake${index}.mts(`);
      expect(message.split(/^dist\//m)[0]).toMatch(expected);
    },
  );
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
  const compare = (call: string) => `${latest}const response = await ${call};\nif (response.status === "`;
  const userExists = 'client.path("/api/hubs/{hub}/users/{userId}", "h", "u").head()';

  test.each([
    [userExists, ["200", "404"]],
    ['client.path("/api/hubs/{hub}/users/{userId}/groups", "h", "u").delete()', ["204"]],
  ])("the statuses of %s before it is known whether it is an error", (call, statuses) => {
    const before = compare(call);
    expect(complete(`${before}") {}`, before.length).sort()).toEqual(statuses);
  });

  test("statuses without keeping others out", () => {
    expect(compile({ "a.mts": `${compare(userExists)}500") {}` })).toBe("");
  });
});
