import path from "node:path";

/**
 * How the compiler sees the disk: the libraries are those that are installed here, for every folder that a TypeSpec may
 * lie in, whether or not it has others of its own; and what is emitted is kept instead of written.
 *
 * @param {any} nodeHost - the compiler's own host
 * @param {{ folder: string, libraries: string[] }} tools - the folder whose node_modules holds these packages
 * @returns {{ host: any, written: Map<string, string> }} written: the emitted texts by path
 */
export function compilerHost(nodeHost, { folder, libraries }) {
  /** @type {Map<string, string>} */
  const written = new Map();
  const locate = (/** @type {string} */ file) => locateLibrary(file, folder, libraries);
  const host = {
    ...nodeHost,
    stat: (/** @type {string} */ file) => nodeHost.stat(locate(file)),
    readFile: (/** @type {string} */ file) => nodeHost.readFile(locate(file)),
    // From here on the compiler follows the real place, also for the JavaScript of a library.
    realpath: (/** @type {string} */ file) => nodeHost.realpath(locate(file)),
    mkdirp: async () => undefined,
    rm: async () => undefined,
    writeFile: async (/** @type {string} */ file, /** @type {string} */ text) => void written.set(file, text),
    // Diagnostics are read from the program; this is where they would be printed as well.
    logSink: { log: () => undefined },
  };
  return { host, written };
}

/**
 * Where a file of a library lies: in our node_modules if we have the library, and where it was looked for otherwise.
 *
 * @param {string} file - with `/` or `\` between its parts
 * @param {string} folder
 * @param {string[]} libraries
 */
export function locateLibrary(file, folder, libraries) {
  const [, name = "", rest = ""] =
    /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(file.replaceAll("\\", "/")) ?? [];
  return libraries.includes(name) ? path.join(folder, "node_modules", name, rest) : file;
}
