/** One thing that is different for a caller. */
export interface Change {
  group: Group;
  /** What is different, such as `query parameter filter`. */
  subject: string;
  /** How it is different, such as `added, optional`. */
  what: string;
  /** Ids of the operations, or names of the entry points, that it concerns; none for types. */
  operations: string[];
  /** Whether a program in TypeScript may stop compiling. */
  typescript: boolean;
  /** Whether a program that is already built may stop working. */
  wire: boolean;
}

export type Group =
  "Service" | "Operations" | "Parameters" | "Request bodies" | "Responses" | "Types" | "Paging" | "Exported names";

/** Whom a change breaks. */
export interface Marks {
  typescript: boolean;
  wire: boolean;
}

/** A change before it is known where it belongs. */
export type Finding = Marks & { subject: string; what: string };

const order: Group[] = [
  "Service",
  "Operations",
  "Parameters",
  "Request bodies",
  "Responses",
  "Types",
  "Paging",
  "Exported names",
];

/** The subject of changes that concern the ids of operations and nothing else of them. */
export const operationIds = "operation ids";

/** Marks by whom a change breaks. */
export const breaks = {
  nobody: { typescript: false, wire: false },
  typescript: { typescript: true, wire: false },
  wire: { typescript: false, wire: true },
  both: { typescript: true, wire: true },
} satisfies Record<string, Marks>;

/** Gathers changes. The same change of several operations is one change. */
export class ChangeList {
  #changes: Map<string, Change> = new Map();

  /** @param operation - an operation id */
  add(group: Group, { subject, what, typescript, wire }: Finding, operation?: string) {
    const key = JSON.stringify([group, subject, what, typescript, wire]);
    const change = this.#changes.get(key) ?? { group, subject, what, operations: [], typescript, wire };
    if (operation !== undefined) change.operations.push(operation);
    this.#changes.set(key, change);
  }

  /** The changes by group; in each, the breaking ones come first. */
  toArray() {
    const rank = ({ typescript, wire }: Change) => -(Number(typescript) + 2 * Number(wire));
    return [...this.#changes.values()].sort(
      (a, b) => order.indexOf(a.group) - order.indexOf(b.group) || rank(a) - rank(b),
    );
  }
}

/** The changes of one kind, counted. */
export function summarize(changes: readonly Change[]) {
  return {
    changes: changes.length,
    breakingForTypeScript: changes.filter(({ typescript }) => typescript).length,
    breakingOnTheWire: changes.filter(({ wire }) => wire).length,
  };
}
