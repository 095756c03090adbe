import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
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
