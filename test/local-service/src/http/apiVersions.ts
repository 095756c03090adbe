/** The versions of the API that are served, oldest first. Their names are dates, so they compare as texts do. */
export const apiVersions = [
  "2020-10-01",
  "2021-10-01",
  "2022-11-01",
  "2023-07-01",
  "2024-01-01",
  "2024-12-01",
] as const;

/** One of {@link apiVersions}. */
export type ApiVersion = (typeof apiVersions)[number];

/** What is meant where a request names no version (`Azure/azure-webpubsub`, tools/emulator, its tests of versions). */
export const latestVersion: ApiVersion = "2024-12-01";

/**
 * Reads the version that a request asks for.
 *
 * @returns nothing where it is unknown, given twice, or two in one
 */
export function readApiVersion(query: URLSearchParams): ApiVersion | undefined {
  const [named = latestVersion, ...more] = query.getAll("api-version");
  return more.length === 0 ? apiVersions.find((version) => version === named) : undefined;
}

/** Since when operations take the parameters that they did not always take (the API documents of both versions). */
const parametersSince: Readonly<Record<string, ApiVersion>> = {
  filter: "2022-11-01",
  group: "2022-11-01",
  messageTtlSeconds: "2023-07-01",
  clientType: "2024-01-01",
};

/**
 * The part of a query that an operation takes in a version. It takes no notice of the rest.
 *
 * @param names - the parameters that it takes in the latest version
 */
export function knownParameters(
  query: URLSearchParams,
  names: readonly string[],
  version: ApiVersion,
): URLSearchParams {
  const isKnown = (name: string): boolean => names.includes(name) && (parametersSince[name] ?? version) <= version;
  return new URLSearchParams([...query].filter(([name]) => isKnown(name)));
}
