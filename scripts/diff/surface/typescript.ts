import { createRequire } from "node:module";

type Compiler = typeof import("typescript-5.4");

const require = createRequire(import.meta.url);
let loaded: Compiler | undefined;

/**
 * The compiler as a library, which the newest TypeScript does not offer. It is loaded when it is first used, for that takes
 * a while, and documents are compared without it.
 */
export const ts = new Proxy({} as Compiler, {
  get: (_, name: keyof Compiler) => (loaded ??= require("typescript-5.4") as Compiler)[name],
});
