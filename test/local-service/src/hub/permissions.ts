import { matches, parsePattern } from "./wildcard.js";
import type { Pattern } from "./wildcard.js";

/** What a connection may do by itself. */
export const permissionNames = ["joinLeaveGroup", "sendToGroup"] as const;

/** One of {@link permissionNames}. */
export type PermissionName = (typeof permissionNames)[number];

/** Whether a role means something. Tokens may have others, too. */
export const isRole = (role: string): boolean => /^webpubsub\.(joinLeaveGroup|sendToGroup)(s?\..+)?$/s.test(role);

/** The same in words. */
export const roleRule =
  "webpubsub.sendToGroup and webpubsub.joinLeaveGroup, with .<group> after it for one group, and with s.<pattern> for some";

/** For how many groups by name a connection can hold one permission (`Azure/azure-webpubsub`, tools/emulator). */
export const literalLimit = 1000;

/** One permission of one connection. */
class Permission {
  everyGroup = false;
  readonly patterns: Pattern[] = [];
  /** Groups by name: true where granted, false where taken back although the rest still grants it. */
  readonly groups = new Map<string, boolean>();

  has(group: string): boolean {
    return this.groups.get(group) ?? this.reaches(group);
  }

  /** Whether it holds for a group that nothing was said about by name. */
  reaches(group: string): boolean {
    return this.everyGroup || this.patterns.some((pattern) => matches(pattern, group));
  }

  grantEvery(): void {
    this.everyGroup = true;
    this.groups.clear();
  }

  clear(): void {
    this.everyGroup = false;
    this.patterns.length = 0;
    this.groups.clear();
  }

  /** Says something about a group by name, unless there is no room for another one. */
  set(group: string, granted: boolean): boolean {
    if (granted === this.reaches(group)) this.groups.delete(group);
    else if (!this.groups.has(group) && this.groups.size >= literalLimit) return false;
    else this.groups.set(group, granted);
    return true;
  }
}

/** The permissions of one connection: each for every group, for those that fit a pattern, or for some by name. */
export class Permissions {
  readonly #permissions: Readonly<Record<PermissionName, Permission>> = {
    joinLeaveGroup: new Permission(),
    sendToGroup: new Permission(),
  };

  /**
   * Grants what the roles of a client token say; roles that mean nothing here are ignored.
   *
   * @param roles - `webpubsub.<permission>`, `webpubsub.<permission>.<group>` or `webpubsub.<permission>s.<pattern>`
   * (Microsoft docs, concept-client-protocols.md, "Permissions", and concept-wildcard-group-roles.md)
   */
  grantRoles(roles: readonly string[]): void {
    for (const role of roles) {
      const [, name, plural, target] = /^webpubsub\.(joinLeaveGroup|sendToGroup)(s?)(?:\.(.+))?$/s.exec(role) ?? [];
      if (name === undefined) continue;
      const pattern = plural === "s" && target !== undefined ? parsePattern(target) : undefined;
      if (plural === "") this.grant(name as PermissionName, target);
      else if (pattern !== undefined) this.#permissions[name as PermissionName].patterns.push(pattern);
    }
  }

  /**
   * Grants a permission, for every group where none is named.
   *
   * @returns whether there was room for it
   */
  grant(name: PermissionName, group?: string): boolean {
    const permission = this.#permissions[name];
    if (group !== undefined) return permission.set(group, true);
    permission.grantEvery();
    return true;
  }

  /**
   * Takes a permission back from one group, whatever granted it; without a group, everything of that name.
   *
   * @returns whether there was room to note it
   */
  revoke(name: PermissionName, group?: string): boolean {
    const permission = this.#permissions[name];
    if (group !== undefined) return permission.set(group, false);
    permission.clear();
    return true;
  }

  /** Whether a permission holds for a group, or, where none is named, for every group. */
  has(name: PermissionName, group?: string): boolean {
    const permission = this.#permissions[name];
    return group === undefined ? permission.everyGroup : permission.has(group);
  }
}
