import { expect, test } from "@jest/globals";
import { renderOperations } from "../render/operations.js";
import { renderRequestBuilders } from "../render/requestBuilders.js";
import { renderRoutes } from "../render/routes.js";
import { smallModel } from "./smallModel.js";

test("a document without operations gives no file that would import in vain", () => {
  const model = smallModel({ operations: [] });
  expect(renderOperations(model)).toBe("");
  expect(renderRequestBuilders(model)).toBe("");
  expect(renderRoutes(model)).not.toContain("import");
  expect(renderRoutes(model)).toContain("export type KnownPath = never;");
});
