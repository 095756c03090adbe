// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

import { EncodedPart } from "./encodedPart.js";
import { invalidArgument } from "./invalidArgument.js";
import { nearestPaths } from "./nearestPaths.js";
import { onceFor } from "./onceFor.js";
import { splitPath } from "./routes.js";
import type { RouteTable } from "./routes.js";

/** A path of the API, and the values of its parameters, in path order. */
interface PathMatch {
  readonly path: string;
  readonly values: readonly unknown[];
}

/**
 * Finds the path that is meant: one of the API, its values after it, or a literal whose parts are those of one, with values in
 * place of parameters.
 *
 * @throws TypeError with code `INVALID_ARGUMENT` for a path that is none, or may be several
 */
export function matchPath(routes: RouteTable, path: string, values: readonly unknown[]): PathMatch {
  // A list of one path has the same text, but is none.
  const text = typeof path === "string" ? path : "";
  if (Object.hasOwn(routes, text)) return { path: text, values };
  const matches = formsOf(routes).flatMap(([known, form]): PathMatch[] => {
    const found = form.exec(text);
    return found === null ? [] : [{ path: known, values: found.slice(1).map((part) => new EncodedPart(part)) }];
  });
  const [match] = matches;
  if (match === undefined) throw unknownPath(routes, text, path);
  if (matches.length > 1) {
    const names = matches.map((each) => each.path).join(" and ");
    throw invalidArgument("path", "path", `given with its parameters in braces, because it may be ${names}`, path);
  }
  if (values.length > 0) {
    throw invalidArgument("path", "path arguments", "left out where the path has its values in it", values[0]);
  }
  return match;
}

function unknownPath(routes: RouteTable, text: string, given: unknown): TypeError {
  const [path = ""] = text.split(/[?#]/, 1);
  const expected =
    path === text
      ? "a path of the API, its parameters in braces or filled in; pathUnchecked takes others"
      : "a path of the API without a query, and with ? and # in values escaped";
  const nearest = nearestPaths(Object.keys(routes), path).join(", ");
  return invalidArgument("path", "path", `${expected}. The nearest are ${nearest}`, given);
}

/** Each path of an API that has parameters, and the form of the literals that fill it in. */
const formsOf = /* @__PURE__ */ onceFor((routes: RouteTable) =>
  Object.keys(routes)
    .filter((path) => path.includes("{"))
    .map((path): [path: string, form: RegExp] => {
      const pieces = splitPath(path).map((piece) => piece.replace(/[\\^$.*+?()[\]|]/g, "\\$&"));
      return [path, new RegExp(`^${pieces.join("([^/?#{}]+)")}$`)];
    }),
);
