import { describe, expect, test } from "@jest/globals";
import { renderRequests } from "../render/requests.js";
import { renderRouteTable } from "../render/routes.js";
import { parameter, smallBody as body, smallModel, smallOperation } from "./smallModel.js";

describe("the paths", () => {
  test("lists each path once, with all its methods", () => {
    const remove = smallOperation({
      id: "Things_Delete",
      name: "remove",
      typeName: "Remove",
      method: "DELETE",
      summary: "Remove it.",
    });
    const model = smallModel({ operations: [smallOperation(), remove] });
    const text = renderRequests(model);
    expect(text.match(/"\/things\/\{id\}": \(id: string\) => \{/g)).toHaveLength(1);
    expect(text).toContain("get(options?: GetParameters & SendOptions): PendingCall<GetResponse>;");
    expect(text).toContain("export type KnownPath = keyof Routes;");
    expect(renderRouteTable(model)).toContain("routesOf([\noperations.get,\noperations.remove,\n])");
  });

  test("asks for options where the operation does", () => {
    expect(renderRequests(smallModel({ operations: [smallOperation({ body })] }))).toContain(
      "get(options: GetParameters & SendOptions)",
    );
  });
});

describe("the builders", () => {
  test("has a function with the path parameters in path order, then the options", () => {
    const operation = smallOperation({
      pathParameters: [
        parameter("a", { required: true }),
        parameter("b", { required: true, type: { text: "Color", uses: ["Color"] } }),
      ],
    });
    const color = {
      name: "Color",
      description: "",
      declaration: { kind: "alias" as const, type: { text: '"red"', uses: [] } },
    };
    const text = renderRequests(smallModel({ operations: [operation], inputTypes: [color] }));
    expect(text).toContain(
      "export function buildGetRequest(a: string, b: Color, options?: GetParameters): HttpRequest<GetResponse> {\nreturn buildRequest(operations.get, [a, b], options);\n}",
    );
    expect(text).toContain('import type { Color } from "./models.js";');
    expect(text).toContain(" * @param a - The a.\n * @param b - The b.\n");
  });
});
