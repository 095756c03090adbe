import type { OperationModel } from "../model/clientModel.js";
import type { Tag } from "./docComment.js";

/** The name of the function that builds an operation's request. */
export const builderName = ({ typeName }: OperationModel): string => `build${typeName}Request`;

/** Whether an operation cannot be called without options. */
export function takesOptions({ body, queryParameters, headers }: OperationModel): boolean {
  return (
    body?.required === true ||
    [...queryParameters, ...headers].some(({ required, rules }) => required && rules["default"] === undefined)
  );
}

/** The path parameters as TypeScript parameters, such as `hub: string, group: string`. */
export function pathArguments({ pathParameters }: OperationModel): string {
  return pathParameters.map(({ identifier, type }) => `${identifier}: ${type.text}`).join(", ");
}

/** The tag of what the document advises against: an operation, or a part of one. */
export function deprecation({ deprecated, method }: { deprecated?: boolean; method?: string }): Tag[] {
  const what = method === undefined ? "it" : "this operation";
  return deprecated === true ? [["deprecated", `The API document advises against ${what}.`]] : [];
}
