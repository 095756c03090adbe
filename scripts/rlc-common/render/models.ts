import { file, importTypes, member, propertyName } from "./code.js";
import { docComment } from "./docComment.js";
import { deprecation } from "./signature.js";
import type { ClientModel, NamedType } from "../model/clientModel.js";

/** `models.ts`: the types that requests are made of, and enums. */
export function renderModels(model: ClientModel): string {
  return file([], model.inputTypes.map(renderType));
}

/** `outputModels.ts`: the types that responses are made of. */
export function renderOutputModels(model: ClientModel): string {
  const used = new Set(model.outputTypes.flatMap(mentions));
  const shared = model.inputTypes.map(({ name }) => name).filter((name) => used.has(name));
  return file([importTypes(shared, "./models.js")], model.outputTypes.map(renderType));
}

function mentions({ declaration }: NamedType): string[] {
  if (declaration.kind === "alias") return declaration.type.uses;
  return [...declaration.extends, ...declaration.properties.map((property) => property.type)].flatMap(
    (type) => type.uses,
  );
}

function renderType({ name, description, declaration }: NamedType): string {
  const comment = docComment([description || `The type \`${name}\` of the API document.`]);
  if (declaration.kind === "alias") return `${comment}export type ${name} = ${declaration.type.text};\n`;
  const parents = declaration.extends.map((type) => type.text);
  const members = declaration.properties.map((property) => {
    const key = `${property.readOnly ? "readonly " : ""}${propertyName(property.name)}`;
    return member(key, property.description, property.type.text, property.required, deprecation(property));
  });
  if (declaration.indexType) members.push(`[name: string]: ${declaration.indexType.text};\n`);
  return `${comment}export interface ${name}${parents.length > 0 ? ` extends ${parents.join(", ")}` : ""} {\n${members.join("")}}\n`;
}
