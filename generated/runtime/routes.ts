// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import type { Operation } from "./operation.js";

/** The operations behind each path, by method in lower case. */
export type RouteTable = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** Makes the table of some operations, in their order. */
export function routesOf(operations: readonly Operation[]): RouteTable {
  const routes: Record<string, Record<string, Operation>> = {};
  for (const operation of operations) (routes[operation.path] ??= {})[operation.method.toLowerCase()] = operation;
  return routes;
}

/** What stands between the parameters of a path, whose names are in braces. */
export const splitPath = (path: string): string[] => path.split(/\{[^}]+\}/);
