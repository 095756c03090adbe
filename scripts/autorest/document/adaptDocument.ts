import { adaptEnums } from "./adaptEnums.js";
import { adaptUnions } from "./adaptUnions.js";
import type { ApiDocument } from "../../apiDocument.js";
import type { DirectiveOfKind } from "../directive.js";
import { chooseServer } from "./chooseServer.js";
import { dropFormats } from "./dropFormats.js";
import { dropSecurity } from "./dropSecurity.js";
import { inAutorest } from "./inAutorest.js";
import { inlineResponses } from "./inlineResponses.js";
import { leaveXmlOut } from "./leaveXmlOut.js";
import { nameBodies } from "./nameBodies.js";
import { nameMediaTypes } from "./nameMediaTypes.js";
import { nameOperations } from "./nameOperations.js";
import { nameParameters } from "./nameParameters.js";
import { requireDiscriminators } from "./requireDiscriminators.js";
import { separateBodies } from "./separateBodies.js";
import { unwrapReferences } from "./unwrapReferences.js";

/** What a client cannot or need not follow of a document from elsewhere, and what is done about it. */
export interface Adaptation {
  directives: DirectiveOfKind[];
  warnings: string[];
}

/** One change of a document. */
interface Step {
  /** Makes the change, and returns what was found, or how much of it. */
  change: (document: never) => readonly string[] | number | void;
  /** What is said where something was found. */
  warn?: (found: string) => string;
  /** For which kind of document it is; for both where nothing is said. */
  only?: "Swagger 2.0" | "OpenAPI 3.0";
}

/** In the order in which they are made. */
const steps: readonly Step[] = [
  { change: chooseServer, warn: (urls) => `The first server that speaks https counts, and not ${urls}.` },
  { change: dropSecurity, warn: (keys) => `A client has no credentials: the key ${keys} is the caller's to add.` },
  { change: unwrapReferences },
  {
    change: adaptUnions,
    only: "OpenAPI 3.0",
    warn: (places) => `A oneOf or anyOf that no discriminator tells apart is a value of any kind: ${places}.`,
  },
  { change: inlineResponses },
  {
    change: adaptEnums,
    warn: (places) => `Enums of objects, lists or values of several types are not told apart: ${places}.`,
  },
  { change: dropFormats },
  { change: requireDiscriminators, warn: (names) => `What tells kinds apart is required: ${names}.` },
  {
    change: nameMediaTypes,
    warn: () => "Bodies of any media type (*/*) are sent and read as JSON, or as bytes where the schema says so.",
  },
  {
    change: nameOperations,
    warn: (names) => `Operations without an operationId are named by their method and path: ${names}.`,
  },
  {
    change: leaveXmlOut,
    warn: () => "JSON and XML are offered for the same bodies: the client sends and reads JSON.",
  },
  { change: nameParameters },
  // After what takes media types out of the document, or names them.
  {
    change: nameBodies,
    only: "Swagger 2.0",
    warn: (places) => `Form fields are sent as a form, and not as what nothing is said of: ${places}.`,
  },
  {
    change: separateBodies,
    only: "OpenAPI 3.0",
    warn: (places) => `Answers whose JSON types have schemas of their own are values of any kind: ${places}.`,
  },
];

/**
 * Says how a document is read so that a client can be made of it.
 *
 * @param content - the document; it is AutoRest that changes it
 */
export function adaptDocument(content: ApiDocument): Adaptation {
  const isSwagger = content.swagger !== undefined;
  const kind = isSwagger ? "Swagger 2.0" : "OpenAPI 3.0";
  const due = steps.filter(({ only = kind }) => only === kind);
  const warnings = due.flatMap(({ change, warn }) => {
    const found = change(structuredClone(content) as never);
    const names = Array.isArray(found) ? [...new Set(found)] : [];
    const hasFound = names.length > 0 || (typeof found === "number" && found > 0);
    return warn !== undefined && hasFound ? [warn(names.join(", "))] : [];
  });
  // In one go: AutoRest copies the whole document for each directive.
  const transform = due.map(({ change }) => `{ ${inAutorest(change)} }`).join("\n");
  return {
    directives: [{ from: isSwagger ? "swagger-document" : "openapi-document", where: "$", transform }],
    warnings,
  };
}
