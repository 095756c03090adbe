import { describe, expect, test } from "@jest/globals";
import { matchPath } from "../runtime/matchPath.js";
import { routesOf } from "../runtime/routes.js";

const routes = routesOf(
  [
    "/things",
    "/things/{id}",
    "/things/{id}/parts",
    "/things/mine/{part}",
    "/files/{name}.json",
    "/compare/{base}...{head}",
    "/Sets('{id}')",
    "/__proto__/{id}",
  ].map((path) => ({
    name: path,
    method: "GET",
    path,
    pathParameters: [],
    queryParameters: [],
    headers: [],
    expected: ["200"],
  })),
);

describe("a literal", () => {
  test.each<[literal: string, path: string, values: string[]]>([
    ["/things/7", "/things/{id}", ["7"]],
    ["/things/7/parts", "/things/{id}/parts", ["7"]],
    ["/things/mine/wheel", "/things/mine/{part}", ["wheel"]],
    ["/files/a.json.json", "/files/{name}.json", ["a.json"]],
    ["/compare/v1...v2", "/compare/{base}...{head}", ["v1", "v2"]],
    ["/Sets('a')", "/Sets('{id}')", ["a"]],
    ["/__proto__/a", "/__proto__/{id}", ["a"]],
  ])("%p fills in %p", (literal, path, values) => {
    const match = matchPath(routes, literal, []);
    expect(match).toEqual({ path, values: values.map((text) => ({ text })) });
  });

  test("that may be several paths is refused with their names", () => {
    expect(() => matchPath(routes, "/things/mine/parts", [])).toThrow(
      'path: "path" must be given with its parameters in braces, because it may be /things/{id}/parts and ' +
        "/things/mine/{part}. Received a string.",
    );
  });

  test.each(["/files/a.xml", "/compare/v1..v2", "/Setsx'a')", "/filesXa.json", "constructor", ""])(
    "%p, which fills in none, is refused with the nearest",
    (literal) => expect(() => matchPath(routes, literal, [])).toThrow(/The nearest are \/\S+, /),
  );
});

test("a path with braces is itself, its values untouched", () => {
  const values = [{ any: "thing" }];
  expect(matchPath(routes, "/things/{id}", values)).toEqual({ path: "/things/{id}", values });
  expect(matchPath(routes, "/things/{id}", values).values).toBe(values);
});
