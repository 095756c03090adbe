/**
 * Directives for AutoRest that write down, as extensions, what its code model would lose: the renderer reads them from there.
 * They are worked out on the documents as AutoRest has loaded them, YAML or JSON, with all that they refer to.
 */

interface Directive {
  from: "swagger-document" | "openapi-document";
  where: string | string[];
  transform: string;
}

const paths = ["$.paths", "$['x-ms-paths']"];

/** The query that a path has in the document tells operations apart; AutoRest cuts it off. */
const keepQuery = `
  for (const [path, item] of Object.entries($ ?? {})) {
    const start = path.indexOf("?");
    if (start < 0) continue;
    for (const operation of Object.values(item))
      if (operation && typeof operation === "object" && operation.responses) operation["x-path-query"] = path.slice(start + 1);
  }`;

/** Neither is in its model of properties and parameters. */
const keepMarks = `
  if ($ && $.deprecated === true) $["x-deprecated"] = true;
  if ($ && $.writeOnly === true) $["x-write-only"] = true;`;

export const directives: readonly Directive[] = [
  // Forms and headers lose their collectionFormat, forms their formats, and for queries csv looks like a style of OpenAPI 3 that is exploded.
  {
    from: "swagger-document",
    where: "$..parameters[*]",
    transform: `
      if ($ && $.in && $.type === "array") $["x-list-format"] = $.collectionFormat ?? "csv";
      if ($ && $.in === "formData" && $.format) $["x-format"] = $.format;
      // A host parameter gets the first of its values as default, and is open.
      if ($ && $.in && $.enum && $.default === undefined && $["x-ms-client-default"] === undefined) $["x-no-default"] = true;
      if ($ && $.in && $.enum && ($["x-ms-enum"]?.modelAsString || $["x-ms-enum"]?.modelAsExtensible)) $["x-open"] = true;`,
  },
  // Without a style, explode is dropped; without explode, form is exploded and no other style is (OpenAPI 3.0.3, Parameter Object).
  {
    from: "openapi-document",
    where: "$..parameters[*]",
    transform: `
      if ($ && $.in === "query" && $.schema && $["x-list-format"] === undefined) {
        const style = $.style ?? "form";
        $["x-list-format"] = $.explode ?? style === "form" ? "multi" : style;
      }`,
  },
  // The same of a form's fields (Encoding Object), which are described apart from their schemas.
  {
    from: "openapi-document",
    where: "$..content[*]",
    transform: `
      const schema = $?.schema?.$ref ? $doc.components?.schemas?.[$.schema.$ref.split("/").pop()] : $?.schema;
      for (const [name, { style = "form", explode = style === "form" }] of Object.entries($?.encoding ?? {})) {
        const field = schema?.properties?.[name];
        if (field && !field.$ref && field["x-list-format"] === undefined) field["x-list-format"] = explode ? "multi" : style;
      }`,
  },
  { from: "swagger-document", where: ["$..properties[*]", "$..parameters[*]"], transform: keepMarks },
  { from: "openapi-document", where: ["$..properties[*]", "$..parameters[*]"], transform: keepMarks },
  { from: "swagger-document", where: paths, transform: keepQuery },
  { from: "openapi-document", where: paths, transform: keepQuery },
];
