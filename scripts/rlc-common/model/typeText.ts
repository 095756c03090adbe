import type { TypeText } from "./clientModel.js";
import { known, nameOf } from "./codeModel.js";
import type { KnownSchema, Schema } from "./codeModel.js";
import { typeName } from "./names.js";
import { unsupported } from "./unsupported.js";

/** What callers send in the URL or a header (parameter) and in a body (input), and what the service returns (output). */
export type Direction = "parameter" | "input" | "output";

/** The format of dates as HTTP writes them in its own headers (RFC 9110, section 5.6.7). */
export const httpDate = "date-time-rfc1123";

const plain = (text: string, uses: string[] = []): TypeText => ({ text, uses });

/**
 * The TypeScript type of a schema.
 *
 * @param place - names the operation or type in errors
 */
export function typeText(of: Schema, direction: Direction, place: string): TypeText {
  const schema = known(of);
  switch (schema.type) {
    case "any":
      return plain("unknown");
    case "any-object":
      return plain("Record<string, unknown>");
    case "boolean":
      return plain("boolean");
    case "integer":
    case "number":
      // Of 64 bits, a number of JavaScript is exact for no more than 53. A bigint can be sent; what is read is refused beyond.
      return plain(direction !== "output" && isLong(schema) ? "number | bigint" : "number");
    case "unixtime":
      return plain(direction === "parameter" ? "Date | number" : "number");
    case "string":
    case "arm-id":
    case "byte-array":
    case "char":
    case "credential":
    case "duration":
    case "time":
    case "uri":
    case "uuid":
      return plain("string");
    case "date":
      return plain(direction === "parameter" ? "Date | string" : "string");
    case "date-time":
      // JSON writes a Date in ISO 8601, which is another format than that of HTTP.
      return plain(
        direction === "parameter" || (direction === "input" && schema.format !== httpDate) ? "Date | string" : "string",
      );
    case "constant":
      return plain(JSON.stringify(schema.value.value));
    case "choice":
    case "sealed-choice": {
      const name = typeName(nameOf(schema));
      return plain(name, [name]);
    }
    case "array": {
      const { text, uses } = itemText(schema, direction, place);
      return plain(`${direction === "output" ? "Array" : "ReadonlyArray"}<${text}>`, uses);
    }
    case "dictionary": {
      const { text, uses } = itemText(schema, direction, place);
      return plain(`Record<string, ${text}>`, uses);
    }
    case "object": {
      const name = objectTypeName(schema, direction);
      return plain(name, [name]);
    }
    default:
      throw unsupported(place, `a schema of kind "${schema.type}"`);
  }
}

/** Whether an integer has more bits than a number of JavaScript is exact for. */
export function isLong(schema: KnownSchema): boolean {
  return schema.type === "integer" && schema.precision > 53;
}

/** The type of what a list or a map holds. */
function itemText(
  { elementType, nullableItems }: Extract<KnownSchema, { type: "array" | "dictionary" }>,
  direction: Direction,
  place: string,
): TypeText {
  const { text, uses } = typeText(elementType, direction, place);
  return plain(nullableItems ? `${text} | null` : text, uses);
}

/** The name of an object's type; what the service returns has one of its own. */
export function objectTypeName(schema: Pick<Schema, "language">, direction: Direction): string {
  return typeName(nameOf(schema)) + (direction === "output" ? "Output" : "");
}
