import { breaks } from "../changes.js";
import { compareStructures } from "./compareSchemas.js";
import { namedType } from "./schema.js";
import type { Contract } from "./readContract.js";
import type { Direction } from "./schema.js";
import type { ChangeList } from "../changes.js";
import type { ApiSchema } from "../../apiDocument.js";

/** How a type that is used both ways is told apart in words, as generated code does it by name. */
const uses = { sent: "sent to the service", returned: "returned by the service" } satisfies Record<Direction, string>;

/** What does not reach a caller. */
const asides = new Set(["description", "title", "example", "x-ms-client-name"]);

/** Compares the named types that operations use. */
export function compareTypes(before: Contract, after: Contract, changes: ChangeList) {
  const renamed = findRenamed(before, after);
  for (const name of new Set([...before.types.keys(), ...after.types.keys()])) {
    const subject = `type ${name}`;
    const old = before.types.get(name);
    const now = after.types.get(name);
    if (old === undefined) {
      if (![...renamed.values()].includes(name)) changes.add("Types", { subject, what: "added", ...breaks.nobody });
    } else if (now === undefined) {
      const to = renamed.get(name);
      const wire = to === undefined && old.directions.has("sent") && isKind(old.schema, after);
      changes.add("Types", { subject, what: to ? `is called ${to} now` : "removed", typescript: true, wire });
    } else {
      compareUses(name, before, after, changes);
    }
  }
}

function compareUses(name: string, before: Contract, after: Contract, changes: ChangeList) {
  const old = before.types.get(name);
  const now = after.types.get(name);
  if (old === undefined || now === undefined) return;
  const both = old.directions.size === 2 || now.directions.size === 2;
  for (const direction of ["sent", "returned"] as Direction[]) {
    const [was, is] = [old.directions.has(direction), now.directions.has(direction)];
    if (was && is) {
      const subject = both ? `type ${name}, ${uses[direction]}` : `type ${name}`;
      for (const finding of compareStructures(old.schema, now.schema, { before, after, direction, subject }))
        changes.add("Types", finding);
    } else if (was !== is) {
      const what = `${is ? "" : "no longer "}${uses[direction]}`;
      changes.add("Types", { subject: `type ${name}`, what, ...(is ? breaks.nobody : breaks.typescript) });
    }
  }
}

/** Whether a type is one of the kinds of another that is still there: its values are sent in the place of that one. */
const isKind = (schema: ApiSchema, after: Contract) =>
  (schema.allOf ?? []).some((parent: ApiSchema) =>
    Boolean(after.types.get(namedType(parent) ?? "")?.schema.discriminator),
  );

/** Types of which only the name is another. */
function findRenamed(before: Contract, after: Contract): Map<string, string> {
  const removed = [...before.types].filter(([name]) => !after.types.has(name));
  const added = [...after.types].filter(([name]) => !before.types.has(name));
  const renamed = new Map();
  for (const [name, { schema }] of removed) {
    const twin = added.find(
      ([other, candidate]) =>
        ![...renamed.values()].includes(other) && textOf(candidate.schema, other) === textOf(schema, name),
    );
    if (twin) renamed.set(name, twin[0]);
  }
  return renamed;
}

/** A schema as a text that can be compared, whatever its own name. */
const textOf = (schema: ApiSchema, name: string) =>
  JSON.stringify(schema, (key, value) => {
    if (asides.has(key)) return undefined;
    if ((key === "$ref" && value === `#/definitions/${name}`) || (key === "name" && value === name)) return "itself";
    return value;
  });
