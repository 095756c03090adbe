import { breaks } from "../changes.mjs";
import { compareStructures } from "./compareSchemas.mjs";
import { namedType } from "./schema.mjs";

/** @typedef {import("./readContract.mjs").Contract} Contract */
/** @typedef {import("./schema.mjs").Direction} Direction */
/** @typedef {import("../changes.mjs").ChangeList} ChangeList */

/** How a type that is used both ways is told apart in words, as generated code does it by name. @satisfies {Record<Direction, string>} */
const uses = { sent: "sent to the service", returned: "returned by the service" };

/** What does not reach a caller. */
const asides = new Set(["description", "title", "example", "x-ms-client-name"]);

/**
 * Compares the named types that operations use.
 *
 * @param {Contract} before @param {Contract} after @param {ChangeList} changes
 */
export function compareTypes(before, after, changes) {
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

/** @param {string} name @param {Contract} before @param {Contract} after @param {ChangeList} changes */
function compareUses(name, before, after, changes) {
  const old = before.types.get(name);
  const now = after.types.get(name);
  if (old === undefined || now === undefined) return;
  const both = old.directions.size === 2 || now.directions.size === 2;
  for (const direction of /** @type {Direction[]} */ (["sent", "returned"])) {
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

/** Whether a type is one of the kinds of another that is still there: its values are sent in the place of that one. @param {any} schema @param {Contract} after */
const isKind = (schema, after) =>
  (schema.allOf ?? []).some((/** @type {any} */ parent) =>
    Boolean(after.types.get(namedType(parent) ?? "")?.schema.discriminator),
  );

/** Types of which only the name is another. @param {Contract} before @param {Contract} after @returns {Map<string, string>} */
function findRenamed(before, after) {
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

/** A schema as a text that can be compared, whatever its own name. @param {any} schema @param {string} name */
const textOf = (schema, name) =>
  JSON.stringify(schema, (key, value) => {
    if (asides.has(key)) return undefined;
    if ((key === "$ref" && value === `#/definitions/${name}`) || (key === "name" && value === name)) return "itself";
    return value;
  });
