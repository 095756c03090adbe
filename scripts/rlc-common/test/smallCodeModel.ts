/** Pieces of AutoRest's code model, with as little in them as the readers look at. */

const named = (name: string, description = "") => ({
  language: { default: { name, description, serializedName: name } },
});

export const schema = (type: string, parts: object = {}) => ({ type, ...named(type), ...parts });

export const enumSchema = (type: "choice" | "sealed-choice", name: string, values: string[], parts: object = {}) => ({
  type,
  apiVersions: [{ version: "1.0" }],
  choiceType: schema("string"),
  choices: values.map((value) => ({ value, ...named(value) })),
  ...named(name),
  ...parts,
});

export const objectSchema = (name: string, usage: string[], properties: object[] = [], parts: object = {}) => ({
  type: "object",
  usage,
  properties,
  ...named(name, `A ${name}.`),
  ...parts,
});

export const property = (name: string, of: object, parts: object = {}) => ({
  serializedName: name,
  schema: of,
  ...named(name),
  ...parts,
});

export const parameter = (
  location: string,
  name: string,
  of: object = schema("string"),
  parts: { http?: object } & object = {},
) => {
  const { http, ...rest } = parts;
  return {
    schema: of,
    implementation: "Method",
    ...named(name, `The ${name}.`),
    protocol: { http: { in: location, ...http } },
    ...rest,
  };
};

export const operation = (parts: Record<string, unknown> = {}) => {
  const {
    path = "/things/{id}",
    method = "get",
    uri = "{$host}",
    parameters = [parameter("path", "id", schema("string"), { required: true } as object)],
    requests,
    ...rest
  } = parts;
  return {
    operationId: "Things_Get",
    ...named("Get"),
    parameters,
    requests: requests ?? [{ protocol: { http: { path, method, uri } } }],
    responses: [answer("200")],
    ...rest,
  };
};

export const answer = (status: string, parts: object = {}) => ({
  ...named(""),
  protocol: { http: { statusCodes: [status] } },
  ...parts,
});

/** A request with a body. */
export const bodyRequest = (mediaTypes: string[], of: object, http: object = {}) => ({
  parameters: [parameter("body", "thing", of, { required: true } as object)],
  protocol: { http: { path: "/things/{id}", method: "post", uri: "{$host}", mediaTypes, ...http } },
});

export const codeModel = (operations: object[], schemas: object = {}) => ({
  info: { title: "Things API", description: "Keeps things." },
  schemas,
  globalParameters: [],
  operationGroups: [{ ...named("Things"), operations }],
});
