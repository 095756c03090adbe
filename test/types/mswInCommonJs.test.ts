import { expect, test } from "@jest/globals";
import { compile } from "./compile.js";

const files = {
  "a.cts": `
    import { setupServer } from "msw/node";
    import { createInMemoryService } from "web-pubsub-local/msw";
    setupServer(...createInMemoryService().handlers);
  `,
};

test("handlers of the service in memory fit msw in CommonJS with the condition that the README names, and only with it", () => {
  expect(compile(files, { types: ["node"] })).toContain("TS2345");
  expect(compile(files, { types: ["node"], customConditions: ["module-sync"] })).toBe("");
}, 60_000);
