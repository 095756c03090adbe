import { breaks, ChangeList } from "../changes.js";
import { compareSurfaces } from "./compareSurfaces.js";
import type { Change } from "../changes.js";
import type { Reports } from "./reports.js";

/** Compares the reports of all entry points. The same change of several of them is one change. */
export function compareReports(before: Reports, after: Reports): Change[] {
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
