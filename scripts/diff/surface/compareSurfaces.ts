import { breaks, ChangeList } from "../changes.js";
import { readDirections } from "./directions.js";
import { judge } from "./judge.js";
import { contrast, joinParts, partsOf, unionOf } from "./members.js";
import { hasLost } from "./outline.js";
import { readSurface } from "./readSurface.js";
import type { Declaration, Surface } from "./readSurface.js";
import type { Direction } from "../documents/schema.js";
import type { Change } from "../changes.js";
import type { Variant } from "./judge.js";

/** A difference of one declaration: as words, and as the old declaration with nothing but this difference. */
export interface Difference {
  subject: string;
  what: string;
  strictText: string;
  /** A direction in which it has to fit whatever callers do with it. */
  direction?: Direction;
  /** Where the words alone say it. */
  breaks?: boolean;
}

const bothWays: ReadonlySet<Direction> = new Set(["sent", "returned"] as Direction[]);

/**
 * Compares what an entry point exports with what it exported: two reports of API Extractor.
 *
 * @throws TypeError when one of the texts is no report
 */
export function compareSurfaces(oldReport: string, newReport: string): Change[] {
  if (oldReport === newReport) return [];
  const before = readSurface(oldReport);
  const after = readSurface(newReport);
  const changes = new ChangeList();
  const names = [before, after].map((surface) => new Set([...surface.declarations.keys(), ...surface.reexports]));
  const [oldNames, newNames] = names as [Set<string>, Set<string>];
  for (const name of oldNames)
    if (!newNames.has(name)) changes.add("Exported names", { subject: name, what: "removed", ...breaks.typescript });
  for (const name of newNames)
    if (!oldNames.has(name)) changes.add("Exported names", { subject: name, what: "added", ...breaks.nobody });

  const directions = [readDirections(before), readDirections(after)];
  const differences: { difference: Difference; variant: Variant }[] = [];
  for (const [name, old] of before.declarations) {
    const now = after.declarations.get(name);
    if (now === undefined || now.text === old.text) continue;
    const reached = new Set(directions.flatMap((map) => [...(map.get(name) ?? [])]));
    for (const difference of differencesOf(old, now).map((found) => withDoubt(found, [before, after]))) {
      const variant = {
        name,
        strictText: difference.strictText,
        // Of a type that no function names, nobody knows what callers do with it.
        directions:
          reached.size > 0 ? new Set([...reached, ...(difference.direction ? [difference.direction] : [])]) : bothWays,
      };
      differences.push({ difference, variant });
    }
  }
  const verdicts =
    differences.length > 0
      ? judge(
          before,
          after,
          differences.map(({ variant }) => variant),
        )
      : [];
  differences.forEach(({ difference: { subject, what, strictText, breaks: said }, variant: { name } }, index) => {
    const lost = hasLost(before.declarations.get(name)?.strictText ?? "", strictText);
    const typescript = said === true || lost || verdicts[index] === true;
    changes.add("Exported names", { subject, what, typescript, wire: false });
  });
  return changes.toArray();
}

/** A difference that names what the report does not show: the compiler would take it for anything. */
function withDoubt(difference: Difference, surfaces: Surface[]): Difference {
  const unseen = surfaces
    .flatMap(({ unexported }) => [...unexported])
    .find((name) => new RegExp(`\\b${name}\\b`).test(difference.what));
  if (unseen === undefined) return difference;
  const what = `${difference.what}; ${unseen} is not exported, so nobody can tell whether it fits`;
  return { ...difference, what, breaks: true };
}

function differencesOf(old: Declaration, now: Declaration): Difference[] {
  const members = compareMembers(old, now);
  if (members !== undefined) return members;
  const union = compareUnions(old, now);
  if (union !== undefined) return union;
  return [{ subject: old.name, what: contrast(now.text, old.text), strictText: now.strictText }];
}

function compareMembers(
  { name, text: oldText, strictText: oldStrict }: Declaration,
  { text: newText, strictText: newStrict }: Declaration,
): Difference[] | undefined {
  const [was, is, wasStrict, isStrict] = [oldText, newText, oldStrict, newStrict].map(partsOf);
  if (!was || !is || !wasStrict || !isStrict) return undefined;
  if (was.before !== is.before || was.after !== is.after) return undefined;
  const differences: Difference[] = [];
  for (const member of new Set([...was.members.keys(), ...is.members.keys()])) {
    const [a, b] = [was.members.get(member), is.members.get(member)];
    if (a?.sorted === b?.sorted) continue;
    const strict = isStrict.members.get(member);
    const changed = new Map(wasStrict.members);
    if (strict === undefined) changed.delete(member);
    else changed.set(member, strict);
    const strictText = joinParts({ ...wasStrict, members: changed });
    const subject = `${name}, member ${member}`;
    if (a === undefined)
      differences.push({ subject, what: `added, ${b?.optional ? "optional" : "required"}`, strictText });
    else if (b === undefined) differences.push({ subject, what: "removed", strictText });
    else differences.push({ subject, what: contrast(b.text, a.text), strictText });
  }
  return differences;
}

function compareUnions(
  { name, text: oldText }: Declaration,
  { text: newText, strictText }: Declaration,
): Difference[] | undefined {
  const [was, is] = [unionOf(oldText), unionOf(newText)];
  if (!was || !is || (was.length === 1 && is.length === 1)) return undefined;
  const removed = was.filter((type) => !is.includes(type));
  const added = is.filter((type) => !was.includes(type));
  if (removed.length + added.length === 0) return undefined;
  const words = [
    ...(added.length > 0 ? [`may be ${added.join(", ")} too`] : []),
    ...(removed.length > 0 ? [`cannot be ${removed.join(", ")} any more`] : []),
  ];
  // Comparing a value with one that it cannot have does not compile, so what was removed has to fit what is left.
  return [{ subject: name, what: words.join("; "), strictText, ...(removed.length > 0 && { direction: "sent" }) }];
}
