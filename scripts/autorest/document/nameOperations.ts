/** A document as far as its operations' names go. */
interface Named {
  paths?: Record<string, Record<string, { operationId?: string; responses?: unknown } | undefined> | undefined>;
  [key: string]: unknown;
}

/**
 * Gives operations without an id one that says their method and path, such as `getPetsById` for `GET /pets/{id}`: AutoRest
 * wants one, and OpenAPI does not.
 *
 * AutoRest runs this on the document as it has loaded it, so it uses nothing from outside.
 *
 * @returns the ids that were given
 */
export function nameOperations(document: Named): string[] {
  const capital = (text: string) =>
    text
      .split(/[^A-Za-z0-9]+/)
      .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
      .join("");
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).flatMap(([method, operation]) =>
      operation?.responses === undefined ? [] : [{ path, method, operation }],
    ),
  );
  const taken = new Set(operations.map(({ operation }) => operation.operationId ?? ""));
  const given: string[] = [];
  for (const { path, method, operation } of operations) {
    if (operation.operationId !== undefined && operation.operationId !== "") continue;
    const words = path.split("/").map((part) => (part.startsWith("{") ? `By${capital(part)}` : capital(part)));
    const name = method + words.join("");
    let id = name;
    for (let number = 2; taken.has(id); number++) id = `${name}${number}`;
    taken.add(id);
    operation.operationId = id;
    given.push(id);
  }
  return given;
}
