/** What of package.json only this repository needs. */
const ownFields = ["workspaces", "scripts", "devDependencies"];

/** The package.json that is published: without what only this repository needs. */
export function cleanManifest(manifest: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(manifest).filter(([name]) => !ownFields.includes(name)));
}
