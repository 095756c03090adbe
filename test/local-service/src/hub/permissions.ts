/** What a connection may do by itself. */
export const permissionNames = ["joinLeaveGroup", "sendToGroup"] as const;

/** One of {@link permissionNames}. */
export type PermissionName = (typeof permissionNames)[number];

/** The permissions of one connection: each for every group, or for some by name. */
export class Permissions {
  readonly #everyGroup = new Set<PermissionName>();
  readonly #groups: Record<PermissionName, Set<string>> = { joinLeaveGroup: new Set(), sendToGroup: new Set() };

  /**
   * Grants what the roles of a client token say; roles that mean nothing here are ignored.
   *
   * @param roles - `webpubsub.<permission>` or `webpubsub.<permission>.<group>` (Microsoft docs,
   * concept-client-protocols.md, "Permissions")
   */
  grantRoles(roles: readonly string[]): void {
    for (const role of roles) {
      for (const name of permissionNames) {
        const prefix = `webpubsub.${name}`;
        if (role === prefix) this.grant(name);
        else if (role.startsWith(`${prefix}.`)) this.grant(name, role.slice(prefix.length + 1));
      }
    }
  }

  /** Grants a permission, for every group where none is named. */
  grant(name: PermissionName, group?: string): void {
    if (group === undefined) this.#everyGroup.add(name);
    else this.#groups[name].add(group);
  }

  /** Takes back what {@link grant} gave with the same arguments; without a group, everything of that name. */
  revoke(name: PermissionName, group?: string): void {
    if (group !== undefined) {
      this.#groups[name].delete(group);
      return;
    }
    this.#everyGroup.delete(name);
    this.#groups[name].clear();
  }

  /** Whether a permission holds for a group, or, where none is named, for every group. */
  has(name: PermissionName, group?: string): boolean {
    return this.#everyGroup.has(name) || (group !== undefined && this.#groups[name].has(group));
  }
}
