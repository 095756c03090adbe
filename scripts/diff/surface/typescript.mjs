import { createRequire } from "node:module";

/**
 * The compiler as a library, which the newest TypeScript does not offer.
 *
 * @type {typeof import("typescript-5.4")}
 */
export const ts = createRequire(import.meta.url)("typescript-5.4");
