import type { Written } from "./replaceFiles.js";

/** The files of a version that were written, a line each; those of its generated client share one. */
export function listWritten(written: Written[]) {
  return byPlace(written).map(({ change, name, count }) => {
    const files = count > 1 ? `  ${count} files` : "";
    return `  ${change.padEnd(7)}  ${name}${files}`;
  });
}

/**
 * What is left to a maintainer once a version was added, and how to take it back.
 *
 * @param earlier - the version before it
 * @param undo - the commands that take it back; none where git cannot
 * @param wasHere - whether its document was here before, so that the maintainer may have worked on it
 */
export function nextSteps(version: string, earlier: string, undo: string[], wasHere: boolean) {
  const document = `swagger/${version}.json`;
  const steps = [
    [`npm run diff-version -- ${earlier} ${version}`, "what changed for callers"],
    [document, "descriptions in our own words, then add-version with it again: its contract stays"],
    ["README.md, swagger/README.md", "the tables of versions"],
    ["CHANGELOG.md", "what the version brings"],
    [
      "test/local-service/src/http/",
      "apiVersions.ts, routes.ts, era.ts: the local service refuses it until they know it",
    ],
    ["test/local-service/test/", "versions.test.ts, inMemory.test.ts: the versions that it serves"],
    ["test/local-service/README.md", "the same, in words"],
    ["test/service/everyOperation.test.ts", "each of its operations against the local service"],
    ["npm test && npm run check", ""],
  ];
  const width = Math.max(...steps.map(([what = ""]) => what.length));
  const lines = steps.map(([what = "", why]) => `  ${what.padEnd(width)}  ${why}`.trimEnd());
  return `
API version ${version} is in the package, as web-pubsub-rest/${version}. What is left to you:

${lines.join("\n")}

${howToUndo(undo, wasHere ? document : undefined)}`;
}

/** @param document - what the maintainer may have worked on */
function howToUndo(commands: string[], document: string | undefined) {
  if (commands.length === 0)
    return "To undo it, take back what is listed above by hand: git does not know this folder.";
  const takesDocument = document !== undefined && commands.some((command) => command.includes(document));
  return `To undo it${takesDocument ? `, with your own ${document}` : ""}:\n\n  ${commands.join("\n  ")}`;
}

/** Where a file is undone: those of a generated client are, together. */
export const placeOf = (name: string) => name.replace(/^(generated\/[^/]+)\/.*$/, "$1");

/** The files with those of a generated client taken together. */
function byPlace(written: Written[]) {
  const places: Map<string, Written & { count: number }> = new Map();
  for (const { change, name } of written) {
    const place = placeOf(name);
    const known = places.get(`${change} ${place}`);
    places.set(`${change} ${place}`, { change, name: place, count: (known?.count ?? 0) + 1 });
  }
  return [...places.values()];
}
