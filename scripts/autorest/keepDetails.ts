/**
 * Directives for AutoRest that write down, as extensions, what its code model would lose: the renderer reads them from there.
 * They are worked out on the documents as AutoRest has loaded them, YAML or JSON, with all that they refer to.
 */
import type { DirectiveOfKind } from "./directive.js";

/** Each of these is the text of a function that is given one value. */
type Keeper = string;

/** The query that a path has in the document tells operations apart; AutoRest cuts it off. */
const keepQuery = `
  for (const paths of [$.paths, $["x-ms-paths"]])
    for (const [path, item] of Object.entries(paths ?? {})) {
      const start = path.indexOf("?");
      if (start < 0) continue;
      for (const operation of Object.values(item))
        if (operation && typeof operation === "object" && operation.responses) operation["x-path-query"] = path.slice(start + 1);
    }`;

/** Neither is in its model of properties and parameters. */
const keepMarks: Keeper = `(value) => {
  if (value.deprecated === true) value["x-deprecated"] = true;
  if (value.writeOnly === true) value["x-write-only"] = true;
}`;

/** Forms and headers lose their collectionFormat, forms their formats, and for queries csv looks like a style of OpenAPI 3 that is exploded. */
const keepSwaggerLists: Keeper = `(value) => {
  if (value.in && value.type === "array") value["x-list-format"] = value.collectionFormat ?? "csv";
  if (value.in === "formData" && value.format) value["x-format"] = value.format;
  if (!value.in || !value.enum) return;
  // A host parameter gets the first of its values as default, and is open.
  if (value.default === undefined && value["x-ms-client-default"] === undefined) value["x-no-default"] = true;
  if (value["x-ms-enum"]?.modelAsString || value["x-ms-enum"]?.modelAsExtensible) value["x-open"] = true;
}`;

/** Without a style, explode is dropped; without explode, form is exploded and no other style is (OpenAPI 3.0.3, Parameter Object). */
const keepOpenapiLists: Keeper = `(value) => {
  if (value.in !== "query" || !value.schema || value["x-list-format"] !== undefined) return;
  const style = value.style ?? "form";
  value["x-list-format"] = value.explode ?? style === "form" ? "multi" : style;
}`;

/** The same of a form's fields (Encoding Object), which are described apart from their schemas. */
const keepEncodings: Keeper = `(value) => {
  const schema = value.schema?.$ref ? $.components?.schemas?.[value.schema.$ref.split("/").pop()] : value.schema;
  for (const [name, { style = "form", explode = style === "form" }] of Object.entries(value.encoding ?? {})) {
    const field = schema?.properties?.[name];
    if (field && !field.$ref && field["x-list-format"] === undefined) field["x-list-format"] = explode ? "multi" : style;
  }
}`;

/**
 * Does something with each member of what goes by a name, wherever it stands. In one go: AutoRest makes a context of its own
 * for each place that it is told of.
 */
const everywhere = (keepers: Record<string, Keeper[]>) => `
  const keepers = { ${Object.entries(keepers)
    .map(([name, list]) => `${name}: [${list.join()}]`)
    .join()} };
  const visit = (node) => {
    for (const [name, value] of Object.entries(node)) {
      if (!value || typeof value !== "object") continue;
      const own = Object.hasOwn(keepers, name) ? keepers[name] : [];
      for (const member of own.length > 0 ? Object.values(value) : [])
        if (member && typeof member === "object") for (const keep of own) keep(member);
      visit(value);
    }
  };
  visit($);`;

export const directives: readonly DirectiveOfKind[] = [
  {
    from: "swagger-document",
    where: "$",
    transform: everywhere({ parameters: [keepSwaggerLists, keepMarks], properties: [keepMarks] }) + keepQuery,
  },
  {
    from: "openapi-document",
    where: "$",
    transform:
      everywhere({ parameters: [keepOpenapiLists, keepMarks], properties: [keepMarks], content: [keepEncodings] }) +
      keepQuery,
  },
];
