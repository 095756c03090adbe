/** What became of a membership. */
export type Change = "joined" | "left";

/** The groups of one connection. Whoever changes them need not tell anybody. */
export class Groups extends Set<string> {
  /** Called for each group that the connection joins or leaves. */
  onChange: ((change: Change, group: string) => void) | undefined;

  constructor(names: Iterable<string>) {
    // Not handed to the set itself, which would add them before this object is complete.
    super();
    for (const name of names) super.add(name);
  }

  override add(group: string): this {
    const isNew = !this.has(group);
    super.add(group);
    if (isNew) this.onChange?.("joined", group);
    return this;
  }

  override delete(group: string): boolean {
    const wasIn = super.delete(group);
    if (wasIn) this.onChange?.("left", group);
    return wasIn;
  }

  override clear(): void {
    for (const group of this) this.delete(group);
  }
}
