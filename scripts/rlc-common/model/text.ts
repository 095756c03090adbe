/**
 * A description as its author wrote it. The plugin escapes `@`, `{` and `}` before the renderers see the model, once for
 * each time it meets a shared schema; doc comments escape them again, and once.
 */
export function text(description: string | undefined): string {
  return (description ?? "").replace(/\\+([@{}])/g, "$1").trim();
}
