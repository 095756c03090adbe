/** @typedef {import("./replaceFiles.mjs").Written} Written */

/**
 * The files of a version that were written, a line each; those of its generated client share one.
 *
 * @param {Written[]} written
 */
export function listWritten(written) {
  return byPlace(written).map(({ change, name, count }) => {
    const files = count > 1 ? `  ${count} files` : "";
    return `  ${change.padEnd(7)}  ${name}${files}`;
  });
}

/**
 * What is left to a maintainer once a version was added, and how to take it back.
 *
 * @param {string} version
 * @param {string} earlier - the version before it
 * @param {Written[]} written
 * @param {string[]} edited - files that had changes of the maintainer's own, which are not to be lost
 */
export function nextSteps(version, earlier, written, edited) {
  const steps = [
    [`npm run diff-version -- ${earlier} ${version}`, "what changed for callers"],
    [`swagger/${version}.json`, "descriptions in our own words, then add-version with it again: its contract stays"],
    ["README.md, swagger/README.md", "the tables of versions"],
    ["CHANGELOG.md", "what the version brings"],
    ["npm test && npm run check", ""],
  ];
  const width = Math.max(...steps.map(([what = ""]) => what.length));
  const lines = steps.map(([what = "", why]) => `  ${what.padEnd(width)}  ${why}`.trimEnd());
  return `
API version ${version} is in the package, as web-pubsub-rest/${version}. What is left to you:

${lines.join("\n")}

To undo it:

  ${undo(written, edited).join("\n  ")}`;
}

/** @param {Written[]} written @param {string[]} edited */
function undo(written, edited) {
  const places = byPlace(written);
  const added = places.filter(({ change }) => change === "added").map(({ name }) => name);
  const changed = places.filter(({ change }) => change !== "added").map(({ name }) => name);
  const own = changed.filter((name) => edited.includes(name));
  const others = changed.filter((name) => !edited.includes(name));
  return [
    ...(others.length > 0 ? [`git restore ${others.join(" ")}`] : []),
    ...(own.length > 0 ? [`git restore --patch ${own.join(" ")}   # there were changes of your own before`] : []),
    ...(added.length > 0 ? [`git clean -fdq ${added.join(" ")}`] : []),
  ];
}

/** The files with those of a generated client taken together. @param {Written[]} written */
function byPlace(written) {
  /** @type {Map<string, Written & { count: number }>} */
  const places = new Map();
  for (const { change, name } of written) {
    const place = name.replace(/^(generated\/[^/]+)\/.*$/, "$1");
    const known = places.get(`${change} ${place}`);
    places.set(`${change} ${place}`, { change, name: place, count: (known?.count ?? 0) + 1 });
  }
  return [...places.values()];
}
