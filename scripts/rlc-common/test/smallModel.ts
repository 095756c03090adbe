import type { ClientModel, OperationModel } from "../model/clientModel.js";

/** An operation with as little in it as a test needs. */
export function smallOperation(parts: Partial<OperationModel> = {}): OperationModel {
  return {
    id: "Things_Get",
    name: "get",
    typeName: "Get",
    method: "GET",
    path: "/things/{id}",
    summary: "Get a thing.",
    description: "",
    deprecated: false,
    pathParameters: [parameter("id", { required: true })],
    queryParameters: [],
    headers: [],
    responses: [{ typeName: "Get200Response", status: "200", description: "A thing.", isError: false, headers: [] }],
    ...parts,
  };
}

/** A parameter of type string. */
export function parameter(
  name: string,
  parts: Partial<OperationModel["headers"][number]> = {},
): OperationModel["headers"][number] {
  const { required = false } = parts;
  return {
    name,
    identifier: name,
    description: `The ${name}.`,
    required,
    type: { text: "string", uses: [] },
    hidden: false,
    rules: { name, type: "string", ...(required && { required }) },
    ...parts,
  };
}

export function smallModel(parts: Partial<ClientModel> = {}): ClientModel {
  return {
    name: "Things",
    description: "Keeps things.",
    apiVersion: "1.0",
    runtime: "./runtime",
    operations: [smallOperation()],
    inputTypes: [],
    outputTypes: [],
    ...parts,
  };
}

/** A body of two media types. */
export const smallBody = {
  required: true,
  description: "The thing.",
  variants: [
    { contentType: "application/json", kind: "json" as const, type: { text: "JsonBody", uses: ["JsonBody"] } },
    {
      contentType: "application/octet-stream",
      kind: "bytes" as const,
      type: { text: "BytesBody", uses: ["BytesBody"] },
    },
  ],
};
