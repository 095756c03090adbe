import { breaks, ChangeList } from "../changes.mjs";
import { compareSurfaces } from "./compareSurfaces.mjs";

/**
 * Compares the reports of all entry points. The same change of several of them is one change.
 *
 * @param {import("./reports.mjs").Reports} before @param {import("./reports.mjs").Reports} after
 * @returns {import("../changes.mjs").Change[]}
 */
export function compareReports(before, after) {
  const changes = new ChangeList();
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(name), after.get(name)];
    const subject = `entry point ${name}`;
    if (old === undefined) changes.add("Exported names", { subject, what: "added", ...breaks.nobody });
    else if (now === undefined) changes.add("Exported names", { subject, what: "removed", ...breaks.typescript });
    else for (const change of compareSurfaces(old, now)) changes.add(change.group, change, name);
  }
  return changes.toArray();
}
