import { describe, expect, test } from "@jest/globals";
import { docComment } from "../render/docComment.js";
import { renderApiFile, renderIndexFile } from "../render/indexFile.js";
import { renderClient } from "../render/client.js";
import { renderModels, renderOutputModels } from "../render/models.js";
import { renderOperations } from "../render/operations.js";
import { renderRequests } from "../render/requests.js";
import { renderRouteTable } from "../render/routes.js";
import { parameter, smallModel, smallOperation } from "./smallModel.js";

const json = { text: "JsonBody", uses: ["JsonBody"] };
const bytes = { text: "BytesBody", uses: ["BytesBody"] };
const body = {
  required: true,
  description: "The thing.",
  variants: [
    { contentType: "application/json", kind: "json" as const, type: json },
    { contentType: "application/octet-stream", kind: "bytes" as const, type: bytes },
  ],
};

describe("a doc comment", () => {
  test("is one line where that is enough", () => {
    expect(docComment(["A thing."])).toBe("/** A thing. */\n");
  });

  test("is nothing where there is nothing to say", () => {
    expect(docComment(["", undefined])).toBe("");
  });

  test("cannot be closed by a description, nor read as a tag", () => {
    expect(docComment(["Ends here */ or {not} @here but `{this}` is code."])).toBe(
      "/** Ends here *\\/ or \\{not\\} \\@here but `{this}` is code. */\n",
    );
  });

  test("keeps a code span on one line", () => {
    const text = docComment([`${"word ".repeat(21)}such as \`${"a b ".repeat(4)}\`.`]);
    expect(text).toContain(`\n * as \`${"a b ".repeat(4)}\`.\n`);
  });

  test("breaks long lines and separates paragraphs and tags", () => {
    expect(docComment(["word ".repeat(30).trim(), "Second."], [["param", "id - The id."]])).toBe(
      `/**\n * ${"word ".repeat(22).trim()}\n * ${"word ".repeat(8).trim()}\n *\n * Second.\n *\n * @param id - The id.\n */\n`,
    );
  });
});

describe("operations.ts", () => {
  test("holds what the runtime needs, without what is not there", () => {
    const operation = smallOperation({
      queryParameters: [
        parameter("tags", { rules: { name: "tags", type: "string", list: "repeat", pattern: /^a\/b$/ } }),
      ],
    });
    expect(renderOperations(smallModel({ operations: [operation] }))).toBe(
      `import type { Operation } from "./runtime/operation.js";\n\n/** \`Things_Get\` */\nexport const get: Operation = { ` +
        `name: "get", method: "GET", path: "/things/{id}", pathParameters: [{ name: "id", type: "string", required: true }], ` +
        `queryParameters: [{ name: "tags", type: "string", list: "repeat", pattern: /^a\\/b$/ }], headers: [], expected: ["200"] };`,
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
    expect(text).toContain('const apiVersion: Parameter = { name: "api-version", type: "string", default: "1.0" };\n');
    expect(text).toContain('const getParameter: Parameter = { name: "get", type: "string" };\n');
    expect(
      text.match(/queryParameters: \[apiVersion, getParameter\], headers: \[\], body: jsonOrBytesBody,/g),
    ).toHaveLength(2);
    expect(text.match(/octet-stream/g)).toHaveLength(1);
  });

  test("names the kind of each media type", () => {
    const text = renderOperations(smallModel({ operations: [smallOperation({ body })] }));
    expect(text).toContain(
      `body: { required: true, contentTypes: { "application/json": "json", "application/octet-stream": "bytes" } }`,
    );
  });
});

describe("what an operation takes", () => {
  const render = (parts: object) => renderRequests(smallModel({ operations: [smallOperation(parts)] }));

  test("has one variant for each media type", () => {
    const text = render({ body });
    expect(text).toContain('import type { BytesBody, JsonBody } from "./runtime/body.js";');
    expect(text).toContain(
      'export type GetBody = OneContentTypeOf<"application/json" | "application/octet-stream"> & (| Content<"application/json", JsonBody>\n| Content<"application/octet-stream", BytesBody>);',
    );
    expect(text).toContain("export type GetParameters = GetBody & RequestContent;");
  });

  test("does not ask for the content type where there is one alone", () => {
    const text = render({ body: { ...body, variants: [body.variants[0]] } });
    expect(text).toMatch(/^contentType\?: MediaType<"application\/json"> \| undefined;$/m);
    expect(text).toMatch(/^body: JsonBody;$/m);
  });

  test("lets an optional body be left out", () => {
    const text = render({ body: { ...body, required: false } });
    expect(text).toContain("body?: JsonBody | undefined");
    expect(text).toContain("| { contentType?: undefined; body?: undefined }");
  });

  test("asks for the query only where a parameter is required", () => {
    expect(render({ queryParameters: [parameter("top")] })).toContain(
      "export type GetParameters = RequestContent<GetQueryParameters>;",
    );
    const text = render({ queryParameters: [parameter("top", { required: true })] });
    expect(text).toContain(
      'export type GetParameters = RequestContent<GetQueryParameters, RawHttpHeadersInput, "queryParameters">;',
    );
    expect(text).toContain('import type { RawHttpHeadersInput } from "@azure/core-rest-pipeline";');
  });

  test("makes a required parameter optional where the client has a value for it", () => {
    const rules = { name: "api-version", type: "string", required: true, default: "1.0" };
    const text = render({ queryParameters: [parameter("api-version", { required: true, rules })] });
    expect(text).toContain("@defaultValue `1.0`");
    expect(text).toContain('"api-version"?: string | undefined;');
    expect(text).toContain("= RequestContent<GetQueryParameters>;");
  });

  test("describes what operations have in common once, and what one has in its own way there", () => {
    const take = (name: string, top: string, parts = {}) =>
      smallOperation({
        id: `Things_${name}`,
        name,
        typeName: name,
        queryParameters: [parameter("filter"), parameter("top", { description: top, ...parts })],
        responses: [],
      });
    const operations = [take("List", "How many."), take("Find", "How many."), take("Count", "Up to how many.")];
    const text = renderRequests(smallModel({ operations }));
    expect(text).toContain(
      "export interface QueryValues {\n/** The filter. */\nfilter?: string | undefined;\n/** How many. */\ntop?: string | undefined;\n}",
    );
    expect(text).toContain('export type ListQueryParameters = Pick<QueryValues, "filter" | "top">;');
    expect(text).toContain(
      'export interface CountQueryParameters extends Pick<QueryValues, "filter"> {\n/** Up to how many. */\ntop?: string | undefined;\n}',
    );
    expect(text.match(/How many\./g)).toHaveLength(1);
    expect(renderApiFile(smallModel({ operations }))).toContain('export * from "./requests.js";');
  });

  test("leaves out what the client sends by itself", () => {
    expect(render({ headers: [parameter("accept", { hidden: true })] })).not.toContain("GetHeaders");
  });

  test("takes any other header beside the declared ones", () => {
    expect(render({ headers: [parameter("if-match", { required: true })] })).toContain(
      'RequestContent<undefined, GetHeaders & { [name: string]: unknown }, "headers">;',
    );
  });
});

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
});

describe("models.ts and outputModels.ts", () => {
  const inputTypes = [
    {
      name: "Color",
      description: "A color.",
      declaration: { kind: "alias" as const, type: { text: '"red" | (string & {})', uses: [] } },
    },
    {
      name: "Thing",
      description: "",
      declaration: {
        kind: "interface" as const,
        extends: [{ text: "Base", uses: ["Base"] }],
        properties: [
          {
            name: "my-color",
            description: "Its color.",
            required: false,
            readOnly: false,
            type: { text: "Color", uses: ["Color"] },
          },
        ],
        indexType: { text: "unknown", uses: [] },
      },
    },
  ];

  test("declare aliases and interfaces", () => {
    expect(renderModels(smallModel({ inputTypes }))).toBe(
      '/** A color. */\nexport type Color = "red" | (string & {});\n\n' +
        "/** The type `Thing` of the API document. */\nexport interface Thing extends Base {\n/** Its color. */\n" +
        '"my-color"?: Color | undefined;\n[name: string]: unknown;\n}',
    );
  });

  test("share enums", () => {
    const outputTypes = [{ ...inputTypes[1], name: "ThingOutput" }];
    expect(renderOutputModels(smallModel({ inputTypes, outputTypes: outputTypes as never }))).toMatch(
      /^import type \{ Color \} from "\.\/models\.js";\n\n/,
    );
  });

  test("are empty where a document has no types, and are then left out", () => {
    expect(renderModels(smallModel())).toBe("");
  });
});

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
    expect(renderRouteTable(model)).toContain('"/things/{id}": { get: operations.get, delete: operations.remove },');
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

describe("client.ts", () => {
  test("names the client after the document", () => {
    const text = renderClient(smallModel());
    expect(text).toContain("export interface ThingsClient {");
    expect(text).toContain('export const apiVersion = "1.0";');
    expect(text).toContain(
      'return new RestClient<Routes>(endpoint, { name: "ThingsClient", apiVersion, routes }, connection, options);',
    );
  });
});

describe("api.ts", () => {
  test("hands on what callers use", () => {
    const text = renderApiFile(smallModel());
    expect(text).toContain('export { type ThingsClient } from "./client.js";');
    expect(text).toContain('export * from "./requests.js";');
    expect(text).not.toContain("operations.js");
    expect(text).not.toContain("models.js");
  });

  test("refuses two things of one name", () => {
    const inputTypes = [
      {
        name: "GetResponse",
        description: "",
        declaration: { kind: "interface" as const, extends: [], properties: [] },
      },
    ];
    expect(() => renderApiFile(smallModel({ inputTypes }))).toThrow(
      /^GetResponse: a second thing of that name cannot be rendered\. Give one of them another name/,
    );
  });
});

describe("index.ts", () => {
  test("adds the factory, which a wrapping package has one of its own for", () => {
    expect(renderIndexFile(smallModel({ runtime: "../runtime" }))).toBe(
      `export * from "./api.js";\nexport { apiVersion, createClientOn } from "./client.js";\n` +
        `export { createClient } from "./createClient.js";\n` +
        `export { type RestClientOptions } from "../runtime/restClient.js";\n`,
    );
  });
});
