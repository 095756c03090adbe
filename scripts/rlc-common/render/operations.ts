import { file, importTypes, literal } from "./code.js";
import type { BodyModel, ClientModel, OperationModel } from "../model/clientModel.js";

/** `operations.ts`: the table that requests are built from, one constant each so that bundlers can drop the unused. */
export function renderOperations(model: ClientModel): string {
  if (model.operations.length === 0) return "";
  return file([importTypes(["Operation"], `${model.runtime}/operation.js`)], model.operations.map(renderOperation));
}

function renderOperation({
  id,
  name,
  method,
  path,
  pathParameters,
  queryParameters,
  headers,
  body,
  responses,
  paging,
  longs,
}: OperationModel): string {
  const value = {
    name,
    method,
    path,
    pathParameters: pathParameters.map(({ rules }) => rules),
    queryParameters: queryParameters.map(({ rules }) => rules),
    headers: headers.filter(({ prefix }) => prefix === undefined).map(({ rules }) => rules),
    body: body && {
      required: body.required,
      contentTypes: Object.fromEntries(body.variants.map(({ contentType, kind }) => [contentType, kind])),
      longs: body.longs,
      fields: fieldRules(body),
    },
    expected: responses.filter(({ isError }) => !isError).map(({ status }) => status),
    paging,
    longs,
  };
  return `/** \`${id}\` */\nexport const ${name}: Operation = ${literal(value)};\n`;
}

/** Those of all forms: a field of one name is the same in each. */
function fieldRules({ variants }: BodyModel): Record<string, unknown>[] | undefined {
  const fields = variants.flatMap((variant) => ("fields" in variant ? variant.fields : []));
  const rules = new Map(fields.flatMap(({ name, rules: own }) => (own === undefined ? [] : [[name, own] as const])));
  return rules.size === 0 ? undefined : [...rules.values()];
}
