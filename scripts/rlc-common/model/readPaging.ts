import type { OperationModel, TypeText } from "./clientModel.js";
import { extension, isObject, known } from "./codeModel.js";
import type { Operation, Schema } from "./codeModel.js";
import { typeText } from "./typeText.js";
import { unsupported } from "./unsupported.js";

/** `x-ms-pageable`, as a document writes it. */
interface Pageable {
  readonly itemName?: string;
  readonly nextLinkName?: string | null;
  readonly operationName?: string;
}

/**
 * Reads `x-ms-pageable`: which property of an answer holds the items, and which one leads to the next page.
 *
 * @param operation - an operation of AutoRest's code model
 */
export function readPaging(
  operation: Operation,
  id: string,
  warn: (warning: string) => void,
): OperationModel["paging"] {
  const pageable = extension(operation, "x-ms-pageable") as Pageable | undefined;
  if (pageable === undefined) return undefined;
  if (pageable.operationName) {
    warn(`${id}: ${pageable.operationName} gets its next pages; callers follow the next link themselves.`);
    return undefined;
  }
  // `value` unless said otherwise; null says that there is no further page (autorest/docs/extensions, x-ms-pageable).
  return {
    items: pageable.itemName ?? "value",
    ...(pageable.nextLinkName && { nextLink: pageable.nextLinkName }),
  };
}

/**
 * The type of the items of a page.
 *
 * @param schema - the schema of the page
 * @param items - the property that holds them
 * @param place - names the operation in errors
 */
export function readPageItem(schema: Schema, items: string, place: string): TypeText {
  const page = known(schema);
  const holders = isObject(page) ? [page, ...(page.parents?.all ?? []).map(known).filter(isObject)] : [];
  const property = holders
    .flatMap((holder) => holder.properties ?? [])
    .find((candidate) => candidate.serializedName === items);
  const list = property && known(property.schema);
  if (list?.type !== "array") throw unsupported(place, `a page without a list called "${items}"`);
  return typeText(list.elementType, "output", place);
}
