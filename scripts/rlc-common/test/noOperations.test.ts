import { expect, test } from "@jest/globals";
import { renderOperations } from "../render/operations.js";
import { renderRequests } from "../render/requests.js";
import { renderRouteTable } from "../render/routes.js";
import { smallModel } from "./smallModel.js";

test("a document without operations gives no file that would import in vain", () => {
  const model = smallModel({ operations: [] });
  expect(renderOperations(model)).toBe("");
  expect(renderRequests(model)).not.toContain("import");
  expect(renderRequests(model)).toContain("export interface Routes {\n}");
  expect(renderRouteTable(model)).not.toContain("./operations.js");
});
