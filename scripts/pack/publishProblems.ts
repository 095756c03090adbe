/** What only those who publish can say. Nothing stands there that is not true, so it is asked for instead. */
const toFillIn: Record<string, string> = {
  author: "who answers for the package",
  bugs: "where mistakes are reported",
  homepage: "where the README can be read",
  repository: "the public repository; npm holds the provenance to it",
};

/**
 * What keeps a package from being published.
 *
 * @param manifest - its package.json
 * @param changelog - its CHANGELOG.md
 * @returns one sentence each; none where it may be published
 */
export function publishProblems(manifest: Record<string, unknown>, changelog: string): string[] {
  const version = String(manifest["version"]);
  const missing = Object.entries(toFillIn)
    .filter(([field]) => !isFilled(manifest[field]))
    .map(([field, what]) => `package.json has no "${field}": ${what}.`);
  return changelog.includes(`## ${version} (`)
    ? missing
    : [
        ...missing,
        `CHANGELOG.md has no section "## ${version} (<date>)": give the Unreleased one its number and date.`,
      ];
}

const isFilled = (value: unknown): boolean =>
  typeof value === "string"
    ? value.trim() !== ""
    : typeof value === "object" && value !== null && "url" in value
      ? isFilled(value.url)
      : typeof value === "object" && value !== null && "name" in value && isFilled(value.name);
