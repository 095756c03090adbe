import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { readApiVersions } from "../../autorest/apiVersions.js";
import { root } from "../../root.js";
import { applyDirectives } from "./applyDirectives.js";
import type { ApiDocument } from "../../apiDocument.js";

/** A document that is compared. */
export interface NamedDocument {
  name: string;
  file: string;
  version: string;
  document: ApiDocument;
}

/**
 * Reads a Swagger 2.0 document; one of our own as AutoRest sees it, with the directives of its tag.
 *
 * @param name - an API version of autorest.md, or the path of a document
 * @param argument - names the argument in errors
 * @throws TypeError when there is no such version or file, or it is no Swagger 2.0 document
 */
export function readComparedDocument(name: string, argument: "old" | "new"): NamedDocument {
  const versions = readApiVersions();
  const own = versions.find(({ tag }) => tag === name);
  const file = own ? path.join(root, own.document) : path.resolve(name);
  if (!existsSync(file)) {
    throw new TypeError(
      `<${argument}>: expected an API version or the path of a Swagger 2.0 document, and ${name} is neither. ` +
        `The versions are ${versions.map(({ tag }) => tag).join(", ")}.`,
    );
  }
  if (!statSync(file).isFile()) throw new TypeError(`<${argument}>: ${name} is not a file.`);
  const document = parse(readFileSync(file, "utf8"), name, argument);
  if (own) applyDirectives(document, own.tag);
  return { name, file: path.relative(root, file), version: String(document.info?.version ?? "unknown"), document };
}

function parse(text: string, name: string, argument: string) {
  let document: ApiDocument;
  try {
    // Some editors begin a file with a byte order mark, which is no JSON.
    document = JSON.parse(text.replace(/^\uFEFF/, "")) as ApiDocument;
  } catch (error) {
    throw new TypeError(
      `<${argument}>: ${name} is not JSON (${(error as Error).message}). ` +
        "A document in YAML has to be turned into JSON first.",
      { cause: error },
    );
  }
  if (document?.swagger !== "2.0") {
    const found = typeof document?.openapi === "string" ? `OpenAPI ${document.openapi}` : "something else";
    throw new TypeError(`<${argument}>: expected a Swagger 2.0 document ("swagger": "2.0"); ${name} is ${found}.`);
  }
  if (typeof document.paths !== "object" || document.paths === null) {
    throw new TypeError(`<${argument}>: ${name} has no object called "paths".`);
  }
  return document;
}
