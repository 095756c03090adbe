import type { ClientModel, HostModel } from "./clientModel.js";
import { descriptionOf, firstRequest, httpOfParameter, known, wireName } from "./codeModel.js";
import type { Operation } from "./codeModel.js";
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
  const value: unknown = parameter.clientDefaultValue ?? known(parameter.schema).defaultValue;
  return {
    name,
    identifier: identifier(name),
    description: text(descriptionOf(parameter)),
    ...(value !== undefined && { default: String(value) }),
  };
}
