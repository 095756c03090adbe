import { isApiVersion } from "./apiVersion.js";
import type { ApiDocument } from "../apiDocument.js";

/** Text: as it is kept, with LF line ends. */
export interface VersionDocument {
  document: ApiDocument;
  text: string;
  version: string;
}

/**
 * Reads the document of a new API version.
 *
 * @param name - what messages call it
 * @throws Error that says what is wrong with it and what to do
 */
export function readVersionDocument(text: string, name: string): VersionDocument {
  const kept = `${text
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n")
    .trimEnd()}\n`;
  const document = parse(kept, name);
  if (document?.swagger !== "2.0") {
    const found =
      document?.openapi === undefined ? "It does not say what it is." : `It is OpenAPI ${document.openapi}.`;
    throw new Error(`${name}: a Swagger 2.0 document is needed, with "swagger": "2.0". ${found}`);
  }
  const version = document.info?.version;
  if (typeof version !== "string" || version === "")
    throw new Error(`${name}: info.version is missing. It names the API version, such as "2024-12-01".`);
  if (!isApiVersion(version))
    throw new Error(
      `${name}: info.version is "${version}". An API version is a day, such as "2024-12-01" or "2024-12-01-preview".`,
    );
  if (Object.keys(document.paths ?? {}).length === 0) throw new Error(`${name}: it has no paths.`);
  const other = findForeignReference(document);
  if (other !== undefined)
    throw new Error(`${name}: it refers to another file, "${other}". Put what it refers to into the document first.`);
  return { document, text: kept, version };
}

function parse(text: string, name: string) {
  try {
    return JSON.parse(text) as ApiDocument;
  } catch (error) {
    throw new Error(`${name}: it is not JSON. ${(error as Error).message}`, { cause: error });
  }
}

/** The first reference that does not stay in the document. Those to examples do not count: nothing here reads them. */
function findForeignReference(node: unknown): string | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  for (const [key, value] of Object.entries(node)) {
    if (key === "x-ms-examples") continue;
    // A model may have a property named $ref, which is then no text.
    if (key === "$ref" && typeof value === "string" && !value.startsWith("#")) return value;
    const found = findForeignReference(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
