import { describe, expect, test } from "@jest/globals";
import { identifier } from "../model/names.js";
import { renderOperations } from "../render/operations.js";
import { parameter, smallBody as body, smallModel, smallOperation } from "./smallModel.js";

describe("operations.ts", () => {
  test("brings what writes a form, a rare kind of date or a rare limit where there is one, and only there", () => {
    const rules = (type: string) => ({ rules: { name: type, type } });
    const form = {
      required: true,
      variants: [{ contentType: "multipart/form-data", kind: "multipart" as const, fields: [] }],
    };
    const render = (parts: object) => renderOperations(smallModel({ operations: [smallOperation(parts)] }));
    const plain = render({ queryParameters: [parameter("moment", rules("date-time"))] });
    expect(plain).toContain('import { writeDateTime, writeText } from "./runtime/writeValue.js";');
    expect(plain).not.toMatch(/writeDate\b|rarerLimits|buildForm/);
    const day = render({ queryParameters: [parameter("day", rules("date"))] });
    expect(day).toContain('import { writeDate } from "./runtime/date.js";');
    expect(day).toContain('{ name: "date", write: writeDate }');
    const limit = (parts: object) =>
      render({ queryParameters: [parameter("n", { rules: { name: "n", type: "number", ...parts } })] });
    expect(limit({ minimum: 1 })).not.toContain("rarerLimits");
    expect(limit({ multipleOf: 5 })).toContain("multipleOf: 5, checkNumber: checkNumber }");
    expect(limit({ list: ",", minItems: 1 })).toContain("minItems: 1, checkItems: checkItems }");
    const upload = render({ body: form });
    expect(upload).toContain('import { buildForm } from "./runtime/form.js";');
    expect(upload).toContain("writeForm: buildForm");
    expect(upload).not.toContain("writeDate");
  });

  test("holds what the runtime needs, without what is not there", () => {
    const operation = smallOperation({
      queryParameters: [
        parameter("tags", { rules: { name: "tags", type: "string", list: "repeat", pattern: /^a\/b$/ } }),
      ],
    });
    expect(renderOperations(smallModel({ operations: [operation] }))).toBe(
      `import { writeText } from "./runtime/writeValue.js";\nimport type { Operation } from "./runtime/operation.js";\n\n/** \`Things_Get\` */\nexport const get: Operation = { ` +
        `name: "get", method: "GET", path: "/things/{id}", pathParameters: [{ name: "id", write: writeText, required: true }], ` +
        `queryParameters: [{ name: "tags", write: writeText, list: "repeat", pattern: /^a\\/b$/ }], headers: [], expected: ["200"] };`,
    );
  });

  test("says once what several operations have in common", () => {
    const rules = { name: "api-version", type: "string", default: "1.0" };
    const version = parameter("api-version", { identifier: "apiVersion", rules });
    const other = parameter("get", { rules: { name: "get", type: "string" } });
    const operations = [
      smallOperation({ queryParameters: [version, other], body }),
      smallOperation({ id: "Things_Put", name: "put", typeName: "Put", queryParameters: [version, other], body }),
    ];
    const text = renderOperations(smallModel({ operations }));
    expect(text).toContain(
      'const apiVersion: Parameter = { name: "api-version", write: writeText, default: "1.0" };\n',
    );
    expect(text).toContain('const getParameter: Parameter = { name: "get", write: writeText };\n');
    expect(
      text.match(/queryParameters: \[apiVersion, getParameter\], headers: \[\], body: jsonOrBytesBody,/g),
    ).toHaveLength(2);
    expect(text.match(/octet-stream/g)).toHaveLength(1);
  });

  test("gives way with the names of its parameters to what it imports", () => {
    const rules = { name: "writeText", type: "string" };
    const operations = ["One", "Two"].map((name) =>
      smallOperation({
        id: `Things_${name}`,
        name: name.toLowerCase(),
        queryParameters: [parameter("writeText", { identifier: identifier("writeText"), rules })],
      }),
    );
    const text = renderOperations(smallModel({ operations }));
    expect(text).toContain('const writeTextValue: Parameter = { name: "writeText", write: writeText };');
  });

  test("names the kind of each media type", () => {
    const text = renderOperations(smallModel({ operations: [smallOperation({ body })] }));
    expect(text).toContain(
      `body: { required: true, contentTypes: { "application/json": "json", "application/octet-stream": "bytes" } }`,
    );
  });
});
