import type { Contract, Operation } from "./readContract.js";

/** Method and path whatever its parameters are called. */
export const shapeOf = ({ method, path }: Operation) => `${method} ${path.replaceAll(/\{[^}]*\}/g, "{}")}`;

/**
 * Finds out which operations of two documents are the same: those of the same method and path, then those of the same id,
 * then those whose paths differ in the names of parameters alone.
 */
export function pairOperations(
  before: Contract,
  after: Contract,
): { pairs: [old: Operation, now: Operation][]; added: Operation[]; removed: Operation[] } {
  const pairs: [Operation, Operation][] = [];
  const removed = new Set(before.operations.values());
  const added = new Set(after.operations.values());
  const identities: ((operation: Operation) => string)[] = [
    ({ method, path }) => `${method} ${path}`,
    ({ id }) => id,
    shapeOf,
  ];
  for (const identity of identities) {
    const candidates = new Map([...added].map((operation) => [identity(operation), operation]));
    for (const old of removed) {
      const now = candidates.get(identity(old));
      if (now === undefined || !added.has(now)) continue;
      removed.delete(old);
      added.delete(now);
      pairs.push([withPathNames(old, now), now]);
    }
  }
  return { pairs, added: [...added], removed: [...removed] };
}

/** The old operation with the path parameters named as in the new one, where the paths differ in these names alone. */
function withPathNames(old: Operation, now: Operation): Operation {
  if (old.path === now.path || shapeOf(old) !== shapeOf(now)) return old;
  const [oldNames, newNames] = [namesIn(old.path), namesIn(now.path)];
  const parameters: Operation["parameters"] = new Map();
  for (const [key, parameter] of old.parameters) {
    const name = parameter.in === "path" ? newNames[oldNames.indexOf(parameter.name ?? "")] : undefined;
    if (name === undefined) parameters.set(key, parameter);
    else parameters.set(`path ${name}`, { ...parameter, name });
  }
  return { ...old, parameters };
}

/** The names of the parameters in a path, in its order. */
const namesIn = (path: string): string[] => path.match(/(?<=\{)[^}]*(?=\})/g) ?? [];
