/**
 * One thing that is different for a caller.
 *
 * @typedef {object} Change
 * @property {Group} group
 * @property {string} subject - what is different, such as `query parameter filter`
 * @property {string} what - how it is different, such as `added, optional`
 * @property {string[]} operations - ids of the operations, or names of the entry points, that it concerns; none for types
 * @property {boolean} typescript - whether a program in TypeScript may stop compiling
 * @property {boolean} wire - whether a program that is already built may stop working
 */

/** @typedef {"Service" | "Operations" | "Parameters" | "Request bodies" | "Responses" | "Types" | "Paging" | "Exported names"} Group */

/** Whom a change breaks. @typedef {{ typescript: boolean, wire: boolean }} Marks */

/** A change before it is known where it belongs. @typedef {Marks & { subject: string, what: string }} Finding */

/** @type {Group[]} */
const order = [
  "Service",
  "Operations",
  "Parameters",
  "Request bodies",
  "Responses",
  "Types",
  "Paging",
  "Exported names",
];

/** Marks by whom a change breaks. @satisfies {Record<string, Marks>} */
export const breaks = {
  nobody: { typescript: false, wire: false },
  typescript: { typescript: true, wire: false },
  wire: { typescript: false, wire: true },
  both: { typescript: true, wire: true },
};

/** Gathers changes. The same change of several operations is one change. */
export class ChangeList {
  /** @type {Map<string, Change>} */
  #changes = new Map();

  /** @param {Group} group @param {Finding} finding @param {string} [operation] - an operation id */
  add(group, { subject, what, typescript, wire }, operation) {
    const key = JSON.stringify([group, subject, what, typescript, wire]);
    const change = this.#changes.get(key) ?? { group, subject, what, operations: [], typescript, wire };
    if (operation !== undefined) change.operations.push(operation);
    this.#changes.set(key, change);
  }

  /** The changes by group; in each, the breaking ones come first. */
  toArray() {
    /** @param {Change} change */
    const rank = ({ typescript, wire }) => -(Number(typescript) + 2 * Number(wire));
    return [...this.#changes.values()].sort(
      (a, b) => order.indexOf(a.group) - order.indexOf(b.group) || rank(a) - rank(b),
    );
  }
}

/** The changes of one kind, counted. @param {readonly Change[]} changes */
export function summarize(changes) {
  return {
    changes: changes.length,
    breakingForTypeScript: changes.filter(({ typescript }) => typescript).length,
    breakingOnTheWire: changes.filter(({ wire }) => wire).length,
  };
}
