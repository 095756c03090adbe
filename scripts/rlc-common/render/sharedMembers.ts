import { member, propertyName } from "./code.js";
import { docComment } from "./docComment.js";
import type { Tag } from "./docComment.js";

/** A member of the type of a query, of headers or the like. */
export interface Member {
  /** As the type has it, quoted where it must be. */
  readonly key: string;
  /** With its comment. */
  readonly text: string;
  /** Whether it has a name, and is no pattern of names. */
  readonly isNamed: boolean;
}

/** A member by its name. */
export function namedMember(
  name: string,
  description: string,
  type: string,
  required: boolean,
  tags: Tag[] = [],
): Member {
  const key = propertyName(name);
  return { key, text: member(key, description, type, required, tags), isNamed: true };
}

/**
 * Members that several operations have in common, such as `api-version`. Each is described once, in one interface, and
 * picked from it by the types of the operations: a picked member keeps its comment in the editor.
 */
export class SharedMembers {
  readonly #counts = new Map<string, { item: Member; count: number }>();
  readonly #name: string;
  readonly #description: string;

  /** @param name - of the interface */
  constructor(name: string, description: string) {
    this.#name = name;
    this.#description = description;
  }

  add(members: readonly Member[]): void {
    for (const each of members) {
      if (!each.isNamed) continue;
      const known = this.#counts.get(each.text) ?? { item: each, count: 0 };
      known.count += 1;
      this.#counts.set(each.text, known);
    }
  }

  /** The interface, or nothing where there is nothing in common. */
  declare(): string {
    const shared = [...this.#shared().values()];
    if (shared.length === 0) return "";
    return `${docComment([this.#description])}export interface ${this.#name} {\n${shared.map(({ text }) => text).join("")}}\n`;
  }

  /** The name of the interface, where there is one. */
  names(): string[] {
    return this.#shared().size === 0 ? [] : [this.#name];
  }

  /** Declares a type with some members. */
  type(name: string, description: string, members: readonly Member[]): string {
    const shared = this.#shared();
    const picked = members.filter(({ key, text }) => shared.get(key)?.text === text);
    const own = members.filter((each) => !picked.includes(each));
    const pick = `Pick<${this.#name}, ${picked.map(({ key }) => (key.startsWith('"') ? key : JSON.stringify(key))).join(" | ")}>`;
    const comment = docComment([description]);
    if (own.length === 0 && picked.length > 0) return `${comment}export type ${name} = ${pick};\n`;
    const base = picked.length === 0 ? "" : ` extends ${pick}`;
    return `${comment}export interface ${name}${base} {\n${own.map(({ text }) => text).join("")}}\n`;
  }

  /** By key, the form of a member that most operations have, where more than one has it. */
  #shared(): Map<string, Member> {
    const best = new Map<string, { item: Member; count: number }>();
    for (const entry of this.#counts.values()) {
      const { key } = entry.item;
      if (entry.count > (best.get(key)?.count ?? 1)) best.set(key, entry);
    }
    return new Map([...best].map(([key, entry]) => [key, entry.item]));
  }
}
