import type { NamedType, PropertyModel } from "./clientModel.js";
import { descriptionOf, extension, isObject, known, nameOf } from "./codeModel.js";
import type { ObjectKind, Property } from "./codeModel.js";
import { propertyName } from "./names.js";
import { text } from "./text.js";
import { objectTypeName, typeText } from "./typeText.js";
import type { Direction } from "./typeText.js";

/**
 * An object becomes an interface. One whose kind is told by a discriminator becomes two names: the interface that its
 * kinds extend, and the union of itself and its kinds. Each member of the union has one value of the discriminator, and no
 * other has it, so that comparing it tells them apart.
 */
export function readObject(schema: ObjectKind, direction: Direction): NamedType[] {
  const name = objectTypeName(schema, direction);
  const description = text(descriptionOf(schema));
  const declaration = readInterface(schema, direction);
  if (!isPolymorphic(schema)) return [{ name, description, declaration }];
  const kinds = (schema.children?.immediate ?? []).map((child) => objectTypeName(child, direction));
  const parent = parentName(schema, direction);
  const own = isAbstract(schema) ? [] : [`(${parent} & { ${ownKind(schema)} })`];
  return [
    { name: parent, description: `What all kinds of ${name} have.`, declaration },
    {
      name,
      description: [description, direction === "output" ? "The service may come to know further kinds." : ""]
        .filter(Boolean)
        .join("\n\n"),
      declaration: {
        kind: "alias",
        type: { text: [...own, ...kinds].join(" | "), uses: [...(own.length > 0 ? [parent] : []), ...kinds] },
      },
    },
  ];
}

/** The member of a type that says which kind it is. */
function ownKind(schema: ObjectKind): string {
  const name = familyDiscriminator(schema)?.serializedName ?? "";
  return `${propertyName(name)}: ${kindText(schema, schema.discriminatorValue ?? nameOf(schema))}`;
}

/** The value of the discriminator, or one of several that mean the same. */
function kindText(schema: ObjectKind, value: string): string {
  const values = (extension(schema, "x-kinds") as string[] | undefined) ?? [value];
  return values.map((each) => JSON.stringify(each)).join(" | ");
}

/** Whether there are things of its kinds alone, as with a `oneOf` of OpenAPI 3. */
const isAbstract = (schema: ObjectKind): boolean => extension(schema, "x-abstract") === true;

const isPolymorphic = (schema: ObjectKind): boolean =>
  schema.discriminator !== undefined && (schema.children?.immediate.length ?? 0) > 0;

/** The name of the property that tells the kinds of a schema that has some. */
const kindProperty = (schema: ObjectKind): string | undefined =>
  isPolymorphic(schema) ? familyDiscriminator(schema)?.serializedName : undefined;

function parentName(schema: ObjectKind, direction: Direction): string {
  const name = objectTypeName(schema, direction);
  return isPolymorphic(schema) ? `${name}Parent` : name;
}

function readInterface(schema: ObjectKind, direction: Direction): NamedType["declaration"] {
  const place = nameOf(schema);
  const parents = (schema.parents?.immediate ?? []).map(known);
  const dictionary = parents.find((parent) => parent.type === "dictionary");
  const properties = (schema.properties ?? [])
    .filter((property) => (direction === "output" ? !isWriteOnly(property) : !property.readOnly))
    .map((property) => readProperty(property, direction, `${place}.${property.serializedName}`));
  // What extends it says each its own.
  const told = kindProperty(schema);
  const discriminator = told === undefined ? readDiscriminator(schema) : undefined;
  return {
    kind: "interface",
    extends: readParents(parents.filter(isObject), properties, direction),
    properties: discriminator
      ? [discriminator, ...properties.filter(({ name }) => name !== discriminator.name)]
      : properties.filter(({ name }) => name !== told),
    // Declared properties must fit the index signature, so it is exact only where there are none.
    ...(dictionary && {
      indexType:
        properties.length === 0 && parents.length === 1
          ? typeText(dictionary.elementType, direction, place)
          : { text: "unknown", uses: [] },
    }),
  };
}

/**
 * What an interface extends. It cannot have one property of two types: what it declares itself counts, and then what the
 * first of its parents has.
 */
function readParents(
  parents: readonly ObjectKind[],
  own: readonly PropertyModel[],
  direction: Direction,
): { text: string; uses: string[] }[] {
  const taken = new Map(own.map((property) => [property.name, property]));
  return parents.map((parent) => {
    const name = parentName(parent, direction);
    const told = kindProperty(parent);
    const others = membersOf(parent, direction).filter((member) => {
      const before = taken.get(member.name);
      if (before === undefined) taken.set(member.name, member);
      return member.name !== told && before !== undefined && !isAlike(before, member);
    });
    const names = [...new Set(others.map((member) => JSON.stringify(member.name)))];
    return { text: names.length === 0 ? name : `Omit<${name}, ${names.join(" | ")}>`, uses: [name] };
  });
}

const isAlike = (a: PropertyModel, b: PropertyModel): boolean =>
  a.type.text === b.type.text && a.required === b.required;

/** The properties of an interface, with those that it extends. */
function membersOf(schema: ObjectKind, direction: Direction): PropertyModel[] {
  const declaration = readInterface(schema, direction);
  const parents = (schema.parents?.immediate ?? []).map(known).filter(isObject);
  const inherited = parents.flatMap((parent) => membersOf(parent, direction));
  if (declaration.kind !== "interface") return inherited;
  const names = new Set(declaration.properties.map(({ name }) => name));
  return [...declaration.properties, ...inherited.filter(({ name }) => !names.has(name))];
}

/** The property that tells the kinds of a schema, or of one that it extends. */
function familyDiscriminator(schema: ObjectKind): Property | undefined {
  const family = [schema, ...(schema.parents?.all ?? []).map(known).filter(isObject)];
  return family.find(({ discriminator }) => discriminator !== undefined)?.discriminator?.property;
}

function readDiscriminator(schema: ObjectKind): PropertyModel | undefined {
  const property = familyDiscriminator(schema);
  const value = schema.discriminatorValue;
  if (property === undefined || value === undefined) return undefined;
  return {
    name: property.serializedName,
    description: text(descriptionOf(property)),
    required: true,
    readOnly: false,
    type: { text: kindText(schema, value), uses: [] },
  };
}

/** What callers may set, and the service does not tell. */
const isWriteOnly = (property: Property): boolean => extension(property, "x-write-only") === true;

function readProperty(property: Property, direction: Direction, place: string): PropertyModel {
  const type = typeText(property.schema, direction, place);
  return {
    name: property.serializedName,
    description: text(descriptionOf(property)),
    required: property.required ?? false,
    readOnly: property.readOnly ?? false,
    ...(extension(property, "x-deprecated") === true && { deprecated: true }),
    type: property.nullable ? { ...type, text: `${type.text} | null` } : type,
  };
}
