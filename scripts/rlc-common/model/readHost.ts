import type { ClientModel, HostModel } from "./clientModel.js";
import { descriptionOf, extension, firstRequest, httpOfParameter, known, wireName } from "./codeModel.js";
import type { KnownSchema, Operation } from "./codeModel.js";
import { identifier } from "./names.js";
import { text } from "./text.js";
import { unsupported } from "./unsupported.js";

/** A host that is one parameter as a whole: what callers of the client call the endpoint. */
const wholeHost = /^\{[^}]+\}\/?$/;

/**
 * Reads the host template (`x-ms-parameterized-host`) that all operations share.
 *
 * @param operations - of AutoRest's code model, with their ids
 * @returns undefined where the endpoint has no parts
 */
export function readHost(operations: readonly { id: string; operation: Operation }[]): ClientModel["host"] {
  const [first, ...others] = operations;
  if (first === undefined) return undefined;
  const template = firstRequest(first.operation).uri;
  for (const { id, operation } of others) {
    const { uri } = firstRequest(operation);
    if (uri !== template) throw unsupported(id, `the host template ${uri} beside ${template}`);
  }
  if (wholeHost.test(template)) return undefined;
  const names = new Set([...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name as string));
  return { template, parameters: [...names].map((name) => readPart(first, name)) };
}

function readPart(
  { id, operation }: { id: string; operation: Operation },
  name: string,
): HostModel["parameters"][number] {
  const parameter = operation.parameters?.find(
    (candidate) =>
      httpOfParameter(candidate).in === "uri" &&
      // A parameter that comes by reference is often written in another letter case.
      wireName(candidate).toLowerCase() === name.toLowerCase(),
  );
  if (parameter === undefined) throw unsupported(id, `the host template with "${name}", which is not declared,`);
  const schema = known(parameter.schema);
  // AutoRest takes the first of several values for the default where there is none.
  const isRequired = extension(parameter, "x-no-default") === true;
  const value: unknown = isRequired ? undefined : (parameter.clientDefaultValue ?? schema.defaultValue);
  return {
    name,
    identifier: identifier(name),
    description: text(descriptionOf(parameter)),
    type: typeOf(schema, extension(parameter, "x-open") === true),
    ...(value !== undefined && { default: String(value) }),
  };
}

/** The values that the document lists are all that there are, unless it says that there are others. */
function typeOf(schema: KnownSchema, isOpen: boolean): string {
  if (schema.type === "constant") return JSON.stringify(schema.value.value);
  if (schema.type !== "choice" && schema.type !== "sealed-choice") return "string";
  const values = schema.choices.map(({ value }) => JSON.stringify(value));
  return [...values, ...(isOpen ? ["(string & {})"] : [])].join(" | ");
}
