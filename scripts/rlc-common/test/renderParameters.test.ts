import { describe, expect, test } from "@jest/globals";
import { renderApiFile } from "../render/indexFile.js";
import { renderRequests } from "../render/requests.js";
import { parameter, smallBody as body, smallModel, smallOperation } from "./smallModel.js";

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
