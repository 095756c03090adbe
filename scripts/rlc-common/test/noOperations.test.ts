import { createRequire } from "node:module";
import { expect, test } from "@jest/globals";
import { smallModel } from "./smallModel.js";

const require = createRequire(import.meta.url);
const { renderOperations } = require("../render/operations.js");
const { renderRequestBuilders } = require("../render/requestBuilders.js");
const { renderRoutes } = require("../render/routes.js");

test("a document without operations gives no file that would import in vain", () => {
  const model = smallModel({ operations: [] });
  expect(renderOperations(model)).toBe("");
  expect(renderRequestBuilders(model)).toBe("");
  expect(renderRoutes(model)).not.toContain("import");
  expect(renderRoutes(model)).toContain("export type KnownPath = never;");
});
