import { describe, expect, test } from "@jest/globals";
import { renderOperations } from "../render/operations.js";
import { renderRequests } from "../render/requests.js";
import { readOperation } from "./read.js";
import { answer, parameter, schema } from "./smallCodeModel.js";
import { smallModel } from "./smallModel.js";

const extensions = { "x-ms-header-collection-prefix": "X-MS-Meta-" };
const of = (type: object) =>
  readOperation({ path: "/", parameters: [parameter("header", "x-ms-meta", type, { extensions } as object)] });

describe("headers with a prefix", () => {
  test.each([
    ["by the type of its values", schema("integer")],
    ["as a dictionary", schema("dictionary", { elementType: schema("integer") })],
  ])("are named one by one where the document declares them %s", (_, type) => {
    const model = smallModel({ operations: [of(type)] });
    expect(renderRequests(model)).toContain(
      "export interface GetHeaders {\n/** The x-ms-meta. */\n[name: `x-ms-meta-${string}`]: number | undefined;\n}",
    );
    expect(renderRequests(model)).toContain("RequestContent<undefined, GetHeaders & { [name: string]: unknown }>;");
    expect(renderOperations(model)).toContain("headers: []");
  });

  test("are in the type of the answer", () => {
    const header = { header: "x-ms-meta", schema: schema("string"), extensions, language: { default: {} } };
    const operation = readOperation({
      responses: [answer("200", { protocol: { http: { statusCodes: ["200"], headers: [header] } } })],
    });
    expect(renderRequests(smallModel({ operations: [operation] }))).toContain(
      "export interface Get200ResponseHeaders {\n[name: `x-ms-meta-${string}`]: string;\n}",
    );
  });
});
