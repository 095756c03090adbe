import type { ClientModel, TypeText } from "../model/clientModel.js";
import { propertyName } from "../model/names.js";
import { docComment } from "./docComment.js";
import type { Tag } from "./docComment.js";

export { propertyName };

/** Types that the runtime declares and model types may mention. */
const runtimeTypes = ["Base64Body", "BytesBody", "FilePart", "JsonBody", "TextBody"];

/** A member of a type, with a comment where there is something to say. Optional ones take undefined as well. */
export function member(name: string, description: string, type: string, required: boolean, tags: Tag[] = []): string {
  return `${docComment([description], tags)}${name}${required ? "" : "?"}: ${type}${required ? "" : " | undefined"};\n`;
}

/** A piece of code that stands in an object literal as it is, such as the name of a constant. */
export class Code {
  constructor(readonly text: string) {}
}

/** The name of something that a file of the runtime exports, such as `date`. */
export class Imported extends Code {
  constructor(
    name: string,
    readonly from: string,
  ) {
    super(name);
  }
}

/**
 * An object literal; undefined members are left out.
 *
 * @param note - told of each name in it that has to be imported
 */
export function literal(value: unknown, note: (name: Imported) => void = () => undefined): string {
  if (value instanceof Imported) note(value);
  if (value instanceof Code) return value.text;
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, note)).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).filter(([, part]) => part !== undefined);
    return `{ ${members.map(([key, part]) => `${propertyName(key)}: ${literal(part, note)}`).join(", ")} }`;
  }
  return JSON.stringify(value);
}

/** The key of all headers whose names begin with a prefix. */
export function prefixKey(prefix: string): string {
  return `[name: \`${prefix}\${string}\`]`;
}

/** A type-only import, or nothing for no names. */
export function importTypes(names: Iterable<string>, from: string): string {
  const sorted = [...new Set(names)].sort();
  return sorted.length === 0 ? "" : `import type { ${sorted.join(", ")} } from "${from}";\n`;
}

/**
 * A file: its imports as one block, then its declarations.
 *
 * @param imports - texts that may hold several lines or none
 */
export function file(imports: readonly string[], declarations: readonly string[]): string {
  return [
    imports
      .map((text) => text.trim())
      .filter(Boolean)
      .join("\n"),
    ...declarations.map((text) => text.trim()),
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** Imports of the named types that some types mention. */
export function importModels(model: ClientModel, types: readonly TypeText[]): string {
  const used = new Set(types.flatMap((type) => type.uses));
  const among = (declared: readonly { name: string }[]): string[] =>
    declared.map(({ name }) => name).filter((name) => used.has(name));
  return [
    importTypes(among(model.inputTypes), "./models.js"),
    importTypes(among(model.outputTypes), "./outputModels.js"),
    importTypes(
      runtimeTypes.filter((name) => used.has(name)),
      `${model.runtime}/body.js`,
    ),
  ].join("");
}

/** The type of a content type; `application/*+json` stands for any of that form, and no `*` goes out. */
export function contentTypeText(contentType: string): string {
  if (!contentType.includes("*")) return JSON.stringify(contentType);
  return `\`${contentType.replace(/[`\\]|\$(?=\{)/g, "\\$&").replaceAll("*", "${string}")}\``;
}
