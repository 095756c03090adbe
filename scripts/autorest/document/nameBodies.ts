interface Parameter {
  $ref?: string;
  in?: string;
  name?: string;
  type?: string;
  required?: boolean;
  items?: { type?: string };
  schema?: Schema;
}

interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
}

interface Operation {
  operationId?: string;
  consumes?: string[];
  produces?: string[];
  parameters?: Parameter[];
  responses?: Record<string, { $ref?: string; schema?: Schema; [name: `x-${string}`]: unknown }>;
  [name: `x-${string}`]: unknown;
}

type Item = { parameters?: Parameter[] } & Record<string, unknown>;

interface Document {
  swagger?: unknown;
  consumes?: string[];
  produces?: string[];
  paths?: Record<string, Record<string, Operation>>;
  "x-ms-paths"?: Record<string, Record<string, Operation>>;
  [name: string]: unknown;
}

/**
 * Writes down of which media types the bodies of a Swagger 2.0 document are. AutoRest makes one form of the fields, and nothing
 * of the other types that the operation takes; what goes out as base64 it takes for bytes.
 *
 * AutoRest runs this on the document as it has loaded it, so it uses nothing from outside.
 *
 * @returns operations that take a form, with types beside it that nothing is said of
 */
export function nameBodies(document: Document): string[] {
  const untold: string[] = [];
  if (document.swagger === undefined) return untold;
  const follow = <TNode extends { $ref?: string }>(node: TNode | undefined): TNode | undefined => {
    const [, holder = "", name = ""] = /^#\/(\w+)\/([^/]+)$/.exec(node?.$ref ?? "") ?? [];
    return node?.$ref === undefined ? node : (document[holder] as Record<string, TNode> | undefined)?.[name];
  };
  const mediaTypeOf = (type: string): string => type.toLowerCase().replace(/;.*/, "").trim();
  const isForm = (type: string): boolean =>
    ["multipart/form-data", "application/x-www-form-urlencoded"].includes(mediaTypeOf(type));
  const isRaw = (type: string): boolean => !/^(text|multipart)\/|[/+](json|xml)$|\*\/\*/.test(mediaTypeOf(type));
  const isByte = (schema: Schema | undefined): boolean => follow(schema)?.format === "byte";
  const isFile = ({ type, items }: Parameter): boolean => type === "file" || items?.type === "file";

  /** A form, and bytes or a text of the other types that the operation has for itself. */
  const nameForm = (
    operation: Operation,
    fields: readonly Parameter[],
    listed: readonly string[],
    id: string,
  ): void => {
    const forms = listed.filter(isForm);
    const [multipart] = forms.filter((type) => mediaTypeOf(type) === "multipart/form-data");
    const own = (operation.consumes ?? []).filter((type) => !isForm(type));
    const raw = own.filter((type) => isRaw(type) || /^text\/(?!(.*\+)?(json|xml)$)/.test(mediaTypeOf(type)));
    if (own.length > raw.length) untold.push(`${id} (${own.filter((type) => !raw.includes(type)).join(", ")})`);
    if (forms.length === 0) forms.push("application/x-www-form-urlencoded");
    // Files go into no other form.
    const types = multipart !== undefined && fields.some(isFile) ? [multipart] : forms;
    operation["x-form-types"] = types;
    operation["x-media-types"] = [...types, ...raw];
    if (raw.length === 0) return;
    const bytes = { type: "string", format: "binary" };
    const required = fields.some((field) => field.required === true);
    operation.consumes = raw;
    operation.parameters = [...(operation.parameters ?? []), { name: "body", in: "body", required, schema: bytes }];
  };

  /** Puts a body that all operations of a path have into each of them: AutoRest does not find it anywhere else. */
  const moveBodies = (item: Item): void => {
    const isBody = (parameter: Parameter): boolean => /^(body|formData)$/.test(follow(parameter)?.in ?? "");
    const nameOf = (parameter: Parameter): string => {
      const { in: place, name } = follow(parameter) ?? {};
      return place === "body" ? place : `${place} ${name}`;
    };
    const shared = Array.isArray(item?.parameters) ? item.parameters : [];
    const bodies = shared.filter(isBody);
    if (bodies.length === 0) return;
    item.parameters = shared.filter((parameter) => !isBody(parameter));
    for (const operation of Object.values(item) as Operation[]) {
      if (typeof operation?.responses !== "object") continue;
      const own = operation.parameters ?? [];
      const names = own.map(nameOf);
      operation.parameters = [...bodies.filter((parameter) => !names.includes(nameOf(parameter))), ...own];
    }
  };

  for (const [path, item] of Object.entries({ ...document.paths, ...document["x-ms-paths"] })) {
    moveBodies(item as Item);
    for (const [method, operation] of Object.entries(item ?? {})) {
      // AutoRest does this more than once.
      if (typeof operation?.responses !== "object" || operation["x-media-types"] !== undefined) continue;
      const id = operation.operationId ?? `${method.toUpperCase()} ${path}`;
      const parameters = (operation.parameters ?? []).map(follow).filter((each) => each !== undefined);
      const fields = parameters.filter((parameter) => parameter.in === "formData");
      const body = parameters.find((parameter) => parameter.in === "body");
      const listed = operation.consumes ?? document.consumes ?? [];
      if (fields.length > 0) nameForm(operation, fields, listed, id);
      else if (body !== undefined && listed.length > 0) {
        operation["x-media-types"] = listed;
        operation["x-base64"] = isByte(body.schema) ? listed.filter((type) => isRaw(type) && !isForm(type)) : [];
      }
      const produced = operation.produces ?? document.produces ?? [];
      if (produced.length === 0 || !produced.every(isRaw)) continue;
      for (const [status, reference] of Object.entries(operation.responses)) {
        const answer = follow(reference);
        if (answer === undefined || status === "default" || !isByte(answer.schema)) continue;
        answer.schema = { type: "file" };
        answer["x-base64"] = true;
      }
    }
  }
  return untold;
}
