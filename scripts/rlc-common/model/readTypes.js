"use strict";

const { typeName } = require("./names.js");
const { text } = require("./text.js");
const { objectTypeName, typeText } = require("./typeText.js");

/** @typedef {import("./clientModel.js").NamedType} NamedType */
/** @typedef {import("./clientModel.js").TypeText} TypeText */
/** @typedef {import("./typeText.js").Direction} Direction */

/**
 * Reads the document's named types.
 *
 * @param {any} codeModel - AutoRest's code model
 * @returns {{ inputTypes: NamedType[], outputTypes: NamedType[] }}
 */
function readTypes({ schemas, operationGroups }) {
  const listed = [...(schemas.choices ?? []), ...(schemas.sealedChoices ?? [])].filter(isDocumented);
  // AutoRest leaves an open enum with one value off its list although parameters still use it.
  const unlisted = operationGroups.flatMap((/** @type {any} */ group) => group.operations.flatMap(parameterChoices));
  const choices = new Map([...unlisted, ...listed].map((choice) => [typeName(choice.language.default.name), choice]));
  /** @type {any[]} */
  const objects = schemas.objects ?? [];
  return {
    inputTypes: [
      ...[...choices.values()].map(readChoice),
      ...objects.filter((o) => uses(o, "input")).flatMap((o) => readObject(o, "input")),
    ],
    outputTypes: objects.filter((o) => uses(o, "output")).flatMap((o) => readObject(o, "output")),
  };
}

/** The enums of an operation's parameters. @param {any} operation @returns {any[]} */
function parameterChoices({ parameters = [] }) {
  return parameters
    .map((/** @type {any} */ { schema }) => (schema.type === "array" ? schema.elementType : schema))
    .filter((/** @type {any} */ { type }) => type === "choice" || type === "sealed-choice");
}

/** AutoRest makes up an enum for the content types of each body; it describes no value that a caller sends. @param {any} choice */
const isDocumented = (choice) => choice.apiVersions !== undefined;

/** @param {any} schema @param {Direction} direction */
function uses(schema, direction) {
  /** @type {string[]} */
  const usage = schema.usage ?? [];
  return direction === "input" ? usage.includes("input") : usage.includes("output") || usage.includes("exception");
}

/** @param {any} schema @returns {NamedType} */
function readChoice(schema) {
  const values = schema.choices.map((/** @type {any} */ choice) => JSON.stringify(choice.value));
  // An open enum admits values that the document does not know; the empty intersection keeps completion for those it does.
  const open =
    schema.type === "choice" ? [schema.choiceType.type === "string" ? "(string & {})" : "(number & {})"] : [];
  const described = schema.choices
    .map((/** @type {any} */ choice) => ({
      value: choice.value,
      description: text(choice.language.default.description),
    }))
    .filter((/** @type {any} */ { value, description }) => description !== "" && description !== String(value));
  const list = described
    .map((/** @type {any} */ { value, description }) => `- \`${value}\`: ${description}`)
    .join("\n");
  return {
    name: typeName(schema.language.default.name),
    description: [text(schema.language.default.description), list].filter(Boolean).join("\n\n"),
    declaration: { kind: "alias", type: { text: [...values, ...open].join(" | "), uses: [] } },
  };
}

/**
 * An object becomes an interface. One whose kind is told by a discriminator becomes two names: the interface that its
 * kinds extend, and the union of itself and its kinds.
 *
 * @param {any} schema @param {Direction} direction @returns {NamedType[]}
 */
function readObject(schema, direction) {
  const name = objectTypeName(schema, direction);
  const description = text(schema.language.default.description);
  const declaration = readInterface(schema, direction);
  if (!isPolymorphic(schema)) return [{ name, description, declaration }];
  const kinds = schema.children.immediate.map((/** @type {any} */ child) => objectTypeName(child, direction));
  const parent = parentName(schema, direction);
  return [
    { name: parent, description: `What all kinds of ${name} have.`, declaration },
    {
      name,
      description,
      declaration: { kind: "alias", type: { text: [parent, ...kinds].join(" | "), uses: [parent, ...kinds] } },
    },
  ];
}

/** @param {any} schema */
const isPolymorphic = (schema) => schema.discriminator !== undefined && (schema.children?.immediate.length ?? 0) > 0;

/** @param {any} schema @param {Direction} direction */
function parentName(schema, direction) {
  const name = objectTypeName(schema, direction);
  return isPolymorphic(schema) ? `${name}Parent` : name;
}

/** @param {any} schema @param {Direction} direction @returns {NamedType["declaration"]} */
function readInterface(schema, direction) {
  const place = schema.language.default.name;
  /** @type {any[]} */
  const parents = schema.parents?.immediate ?? [];
  const dictionary = parents.find((parent) => parent.type === "dictionary");
  const properties = (schema.properties ?? [])
    .filter((/** @type {any} */ property) => direction === "output" || !property.readOnly)
    .map((/** @type {any} */ property) => readProperty(property, direction, `${place}.${property.serializedName}`));
  const discriminator = readDiscriminator(schema);
  return {
    kind: "interface",
    extends: parents
      .filter((parent) => parent.type === "object")
      .map((parent) => {
        const name = parentName(parent, direction);
        return { text: name, uses: [name] };
      }),
    properties: discriminator
      ? [discriminator, ...properties.filter((/** @type {any} */ p) => p.name !== discriminator.name)]
      : properties,
    // Declared properties must fit the index signature, so it is exact only where there are none.
    ...(dictionary && {
      indexType:
        properties.length === 0 && parents.length === 1
          ? typeText(dictionary.elementType, direction, place)
          : { text: "unknown", uses: [] },
    }),
  };
}

/** @param {any} schema */
function readDiscriminator(schema) {
  const root = schema.discriminator
    ? schema
    : schema.parents?.all.find((/** @type {any} */ parent) => parent.discriminator);
  const value = schema.discriminatorValue;
  if (root === undefined || value === undefined) return undefined;
  const { serializedName, language } = root.discriminator.property;
  // A kind that has kinds of its own stands for them too, so its interface cannot insist on one value.
  const known = isPolymorphic(schema) ? "string" : JSON.stringify(value);
  return {
    name: serializedName,
    description: text(language.default.description),
    required: true,
    readOnly: false,
    type: { text: known, uses: [] },
  };
}

/** @param {any} property @param {Direction} direction @param {string} place */
function readProperty(property, direction, place) {
  const type = typeText(property.schema, direction, place);
  return {
    name: property.serializedName,
    description: text(property.language.default.description),
    required: property.required ?? false,
    readOnly: property.readOnly ?? false,
    type: property.nullable ? { ...type, text: `${type.text} | null` } : type,
  };
}

module.exports = { readTypes };
