import { describe, expect, test } from "@jest/globals";
import { renderRequests } from "../render/requests.js";
import { readOperation } from "./read.js";
import { answer, schema } from "./smallCodeModel.js";
import { smallModel, smallOperation } from "./smallModel.js";

describe("what an operation answers", () => {
  test("tells answers from errors, and types body and headers", () => {
    const operation = smallOperation({
      responses: [
        {
          typeName: "Get200Response",
          status: "200",
          description: "",
          isError: false,
          body: { type: { text: "ThingOutput", uses: ["ThingOutput"] }, description: "" },
          headers: [],
        },
        {
          typeName: "GetDefaultResponse",
          status: "default",
          description: "It failed.",
          isError: true,
          body: { type: { text: "ThingOutput", uses: ["ThingOutput"] }, description: "" },
          headers: [{ name: "x-ms-error-code", type: { text: "string", uses: [] }, description: "Why." }],
        },
      ],
    });
    const thing = {
      name: "ThingOutput",
      description: "",
      declaration: { kind: "interface" as const, extends: [], properties: [] },
    };
    const text = renderRequests(smallModel({ operations: [operation], outputTypes: [thing] }));
    expect(text).toContain('import type { ThingOutput } from "./outputModels.js";');
    expect(text).toContain('export type Get200Response = ExpectedResponse<"200", ThingOutput>;');
    expect(text).toContain('/** Why. */\n"x-ms-error-code"?: string;');
    expect(text).toContain(
      "/** Any other status of `Things_Get`: It failed. */\nexport type GetDefaultResponse = DefaultResponse<ThingOutput, GetDefaultResponseHeaders>;",
    );
    expect(text).toContain("export type GetResponse = Get200Response | GetDefaultResponse;");
  });

  test("gives an operation without a listed answer the type of any error", () => {
    const text = renderRequests(smallModel({ operations: [smallOperation({ responses: [] })] }));
    expect(text).toContain('import type { UnexpectedResponse } from "./runtime/isUnexpected.js";');
    expect(text).toContain("export type GetResponse = UnexpectedResponse;");
  });

  test.each(["text/plain", "application/json"])(
    "reads bytes that a document calls text or JSON as bytes: %s",
    (type) => {
      const bytes = answer("200", { schema: schema("binary") });
      Object.assign(bytes.protocol.http, { mediaTypes: [type] });
      expect(readOperation({ responses: [bytes] }).responses[0]?.body).toEqual({
        type: { text: "unknown", uses: [] },
        description: "Bytes: read them with `asNodeStream` or `asBrowserStream`.",
      });
    },
  );
});
