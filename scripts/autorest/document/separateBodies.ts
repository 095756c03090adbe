interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  properties?: Record<string, unknown>;
  required?: string[];
  allOf?: Schema[];
  [name: string]: unknown;
}

type Content = Record<string, { schema?: Schema; "x-base64"?: boolean } | undefined>;

interface Operation {
  operationId?: string;
  requestBody?: { $ref?: string; content?: Content };
  responses?: Record<string, { $ref?: string; content?: Content; "x-base64"?: boolean }>;
  [name: `x-${string}`]: unknown;
}

interface Document {
  openapi?: unknown;
  paths?: Record<string, Record<string, Operation>>;
}

/**
 * Keeps apart what an OpenAPI 3 document says of several media types of one body. AutoRest takes two schemas for one where
 * the names of their members are the same, takes no form beside another one by the same schema, knows of a form's fields only
 * what stands in its schema itself, and forgets types that it does not know, and which bytes go out as base64. So each
 * schema gets a mark of its own, each form has its fields, and the operation has a list of what there should be.
 *
 * AutoRest runs this on the document as it has loaded it, so it uses nothing from outside.
 *
 * @returns the operations with answers that may be any value, because each of several JSON types has a schema of its own
 */
export function separateBodies(document: Document): string[] {
  const anyAnswers: string[] = [];
  if (document.openapi === undefined) return anyAnswers;
  const follow = <TNode extends { $ref?: string }>(node: TNode | undefined): TNode | undefined => {
    let found: unknown = node;
    for (let step = 0; step < 20; step++) {
      const reference = (found as TNode | undefined)?.$ref;
      if (typeof reference !== "string") return found as TNode | undefined;
      // What stands in other files is left as it is.
      if (!reference.startsWith("#/")) return undefined;
      found = reference
        .slice(2)
        .split("/")
        .map((part) => decodeURIComponent(part).replace(/~1/g, "/").replace(/~0/g, "~"))
        .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], document);
    }
    return undefined;
  };
  const kindOf = (mediaType: string): "json" | "xml" | "text" | "form" | "parts" | "raw" => {
    const [type = "", subtype = ""] = mediaType.toLowerCase().replace(/;.*/, "").trim().split("/");
    if (/(^|\+)json$/.test(subtype)) return "json";
    if (/(^|\+)xml$/.test(subtype)) return "xml";
    if (type === "text") return "text";
    if (subtype === "form-data" || subtype === "x-www-form-urlencoded") return "form";
    return type === "multipart" ? "parts" : "raw";
  };
  const isByte = (schema: Schema | undefined): boolean => {
    const { type, format } = follow(schema) ?? {};
    return type === "string" && format === "byte";
  };
  /** The fields of a form, with those of what its schema consists of; nothing where some of that is elsewhere. */
  const fieldsOf = (schema: Schema | undefined, depth = 0): Pick<Schema, "properties" | "required"> | undefined => {
    const own = follow(schema);
    if (own === undefined || depth > 20) return undefined;
    const parts = [...(own.allOf ?? []).map((part) => fieldsOf(part, depth + 1)), own];
    if (parts.includes(undefined)) return undefined;
    const required = [...new Set(parts.flatMap((part) => part?.required ?? []))];
    return {
      properties: Object.assign({}, ...parts.map((part) => part?.properties)) as Record<string, unknown>,
      // An empty list is not allowed.
      ...(required.length > 0 && { required }),
    };
  };
  const separate = (content: Content): void => {
    const types = Object.keys(content);
    const several = types.length > 1;
    for (const type of types) {
      const media = (content[type] ??= {});
      const mark = several ? { "x-media-type": type } : {};
      const kind = kindOf(type);
      const own = follow(media.schema);
      if (kind === "raw" || (kind === "parts" && (own === undefined || own.format === "binary"))) {
        if (isByte(media.schema)) media["x-base64"] = true;
        media.schema = { type: "string", format: "binary", ...mark };
      } else if (kind === "text" && (several || own === undefined)) {
        media.schema = { type: "string", ...mark };
      } else if (kind === "form" && (several || own?.allOf !== undefined)) {
        const fields = fieldsOf(media.schema);
        if (fields !== undefined) media.schema = { type: "object", ...fields, ...mark };
      } else if (kind === "json") {
        media.schema ??= {};
        const name = media.schema.$ref ?? type;
        if (several && own !== undefined) own["x-media-type"] = name;
      }
    }
  };
  const readAnswer = (id: string, answer: NonNullable<Operation["responses"]>[string] | undefined): void => {
    const content = Object.entries(answer?.content ?? {});
    if (answer === undefined || content.length === 0) return;
    if (content.every(([type, media]) => kindOf(type) === "raw" && isByte(media?.schema))) {
      answer["x-base64"] = true;
      for (const [, media] of content) if (media) media.schema = { type: "string", format: "binary" };
    }
    const json = content.flatMap(([type, media]) => (kindOf(type) === "json" && media ? [media] : []));
    if (new Set(json.map(({ schema }) => JSON.stringify(schema))).size < 2) return;
    anyAnswers.push(id);
    for (const media of json) media.schema = {};
  };
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(item ?? {})) {
      // AutoRest does this more than once.
      if (typeof operation !== "object" || operation === null || operation["x-media-types"] !== undefined) continue;
      const id = operation.operationId ?? `${method.toUpperCase()} ${path}`;
      for (const [status, answer] of Object.entries(operation.responses ?? {}))
        if (status !== "default") readAnswer(id, follow(answer));
      const content = follow(operation.requestBody)?.content;
      if (content === undefined) continue;
      if (Object.keys(content).length === 0) {
        delete operation.requestBody;
        continue;
      }
      separate(content);
      operation["x-media-types"] = Object.keys(content);
      operation["x-base64"] = Object.keys(content).filter((type) => content[type]?.["x-base64"]);
    }
  }
  return [...new Set(anyAnswers)];
}
