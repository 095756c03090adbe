import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { renderInPool } from "./autorestPool.js";
import { adaptDocument } from "./document/adaptDocument.js";
import { checkDocument } from "./document/checkDocument.js";
import { findDuplicates } from "./document/findDuplicates.js";
import { readSource } from "./document/readSource.js";
import type { LogEntry } from "./autorestPool.js";

/** Warnings of the tools about themselves, which say nothing about the document. */
const noise = [
  /^Checking for duplicate schemas/,
  /will be treated as a binary blob for binary media types/,
  /^`seal-single-value-enum-by-default` is a temporary flag/,
];

/** Thrown when AutoRest does not get through; the message is its own, one problem a line. */
export class AutorestError extends Error {
  override name = "AutorestError";
}

/**
 * Renders one document with AutoRest.
 *
 * @returns files: by path below the client's folder
 * @throws AutorestError
 */
export async function runAutorest({
  tag,
  inputFile,
  omit = [],
}: {
  /** A tag of autorest.md. */
  tag?: string;
  /** Or a document from elsewhere, as an absolute path. */
  inputFile?: string;
  /** Ids of operations to leave out. */
  omit?: string[];
}): Promise<{ files: Map<string, string>; warnings: string[] }> {
  const foreign = inputFile === undefined ? undefined : readForeign(inputFile);
  const { files, log, failure } = await renderInPool({
    ...(tag !== undefined && { tag }),
    ...foreign?.settings,
    ...(omit.length > 0 && { "omit-operations": omit.join(",") }),
  });
  const errors = log.filter(({ level }) => level === "error" || level === "fatal");
  if (failure !== undefined || errors.length > 0) throw new AutorestError(describeErrors(errors, failure));
  return {
    files: new Map(files.sort(([a], [b]) => (a < b ? -1 : 1))),
    warnings: [
      ...(foreign?.warnings ?? []),
      ...log
        .filter(({ level, message }) => level === "warning" && !noise.some((known) => known.test(message)))
        .map(describe),
    ],
  };
}

/** AutoRest's settings for a document from elsewhere. */
function readForeign(inputFile: string): { settings: Record<string, unknown>; warnings: string[] } {
  const source = readSource(inputFile);
  const problems = checkDocument(source);
  if (problems.length > 0) throw new AutorestError(problems.join("\n"));
  const { directives, warnings } = adaptDocument(source.content);
  return {
    settings: {
      "input-file": [inputFile],
      directive: directives,
      // Two schemas of one name are one where they are equal, and two names where they are not.
      modelerfour: {
        "lenient-model-deduplication": true,
        // Else it has one schema for all JSON types of a body, and no form beside JSON.
        "legacy-request-body": false,
      },
    },
    warnings: [...warnings, ...findDuplicates(source)],
  };
}

/** What AutoRest says about its own steps once a step has failed. */
const aftermath =
  /An error was encountered while handling|completed with (an|some) error|reported failure|Process\(\) cancelled|errors? occured|Semantic validation failed/;

function describeErrors(errors: LogEntry[], failure: string | undefined) {
  const own = errors.filter(({ message }) => !aftermath.test(message)).map(describe);
  return [...new Set(own)].join("\n") || failure || errors.map(describe).join("\n");
}

/** A message with the places it speaks of. */
function describe({ message, source }: LogEntry) {
  const places = source.map(({ document, position: { line, column } }) => {
    const file = document.startsWith("file:") ? fileURLToPath(document) : document;
    return `\n  at ${[file, line, column].filter((part) => part !== undefined).join(":")}`;
  });
  // AutoRest writes for a terminal, in colours.
  const plain = stripVTControlCharacters(message);
  return plain.replace(/^ *(Error: )?/, "").replace(/\n\s*at .*/g, "") + places.join("");
}
