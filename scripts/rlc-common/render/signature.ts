import type { OperationModel } from "../model/clientModel.js";
import type { Tag } from "./docComment.js";

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

/** The tag of an operation that the document advises against. */
export function deprecation({ deprecated }: OperationModel): Tag[] {
  return deprecated ? [["deprecated", "The API document advises against this operation."]] : [];
}
