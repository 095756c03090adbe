import type { NamedType } from "./clientModel.js";
import { descriptionOf, isObject, known, nameOf } from "./codeModel.js";
import type { ChoiceKind, CodeModel, KnownSchema, ObjectKind, Operation } from "./codeModel.js";
import { typeName } from "./names.js";
import { readObject } from "./readObject.js";
import { text } from "./text.js";
import type { Direction } from "./typeText.js";

/** Reads the document's named types. */
export function readTypes({ schemas, operationGroups }: CodeModel): ClientTypes {
  const listed = [...(schemas.choices ?? []), ...(schemas.sealedChoices ?? [])]
    .map(known)
    .filter(isChoice)
    .filter(isDocumented);
  // AutoRest leaves an open enum with one value off its list although parameters still use it.
  const unlisted = operationGroups.flatMap((group) => group.operations.flatMap(parameterChoices));
  const choices = new Map([...unlisted, ...listed].map((choice) => [typeName(nameOf(choice)), choice]));
  const objects = (schemas.objects ?? []).map(known).filter(isObject);
  return {
    inputTypes: [
      ...[...choices.values()].map(readChoice),
      ...objects.filter((o) => uses(o, "input")).flatMap((o) => readObject(o, "input")),
    ],
    outputTypes: objects.filter((o) => uses(o, "output")).flatMap((o) => readObject(o, "output")),
  };
}

interface ClientTypes {
  inputTypes: NamedType[];
  outputTypes: NamedType[];
}

const isChoice = (schema: KnownSchema): schema is ChoiceKind =>
  schema.type === "choice" || schema.type === "sealed-choice";

/** The enums of an operation's parameters, and of the fields of its forms. */
function parameterChoices({ parameters = [], requests = [] }: Operation): ChoiceKind[] {
  return [...parameters, ...requests.flatMap((request) => request.parameters ?? [])]
    .filter(({ origin }) => origin !== "modelerfour:synthesized/content-type")
    .map(({ schema }) => known(schema))
    .map((schema) => (schema.type === "array" ? known(schema.elementType) : schema))
    .filter(isChoice);
}

/** AutoRest makes up an enum for the content types of each body; it describes no value that a caller sends. */
const isDocumented = (choice: ChoiceKind): boolean => choice.apiVersions !== undefined;

function uses(schema: ObjectKind, direction: Direction): boolean {
  const usage = (schema.usage ?? []).map(String);
  return direction === "input" ? usage.includes("input") : usage.includes("output") || usage.includes("exception");
}

function readChoice(schema: ChoiceKind): NamedType {
  const values = schema.choices.map((choice) => JSON.stringify(choice.value));
  // An open enum admits values that the document does not know; the empty intersection keeps completion for those it does.
  const open =
    schema.type === "choice" ? [known(schema.choiceType).type === "string" ? "(string & {})" : "(number & {})"] : [];
  const list = schema.choices
    .map((choice) => ({ value: String(choice.value), description: text(descriptionOf(choice)) }))
    .filter(({ value, description }) => description !== "" && description !== value)
    .map(({ value, description }) => `- \`${value}\`: ${description}`)
    .join("\n");
  return {
    name: typeName(nameOf(schema)),
    description: [text(descriptionOf(schema)), list].filter(Boolean).join("\n\n"),
    declaration: { kind: "alias", type: { text: [...values, ...open].join(" | "), uses: [] } },
  };
}
