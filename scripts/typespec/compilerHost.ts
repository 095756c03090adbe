import path from "node:path";

/** As much of how the compiler sees the disk as is changed here. What else it has goes along. */
export interface CompilerHost {
  stat(file: string): unknown;
  readFile(file: string): unknown;
  realpath(file: string): unknown;
}

/**
 * How the compiler sees the disk: the libraries are those that are installed here, for every folder that a TypeSpec may
 * lie in, whether or not it has others of its own; and what is emitted is kept instead of written.
 *
 * @param nodeHost - the compiler's own host
 * @param tools - the folder whose node_modules holds these packages
 * @returns written: the emitted texts by path
 */
export function compilerHost(
  nodeHost: CompilerHost,
  { folder, libraries }: { folder: string; libraries: string[] },
): { host: CompilerHost; written: Map<string, string> } {
  const written: Map<string, string> = new Map();
  const locate = (file: string) => locateLibrary(file, folder, libraries);
  const host = {
    ...nodeHost,
    stat: (file: string) => nodeHost.stat(locate(file)),
    readFile: (file: string) => nodeHost.readFile(locate(file)),
    // From here on the compiler follows the real place, also for the JavaScript of a library.
    realpath: (file: string) => nodeHost.realpath(locate(file)),
    mkdirp: async () => undefined,
    rm: async () => undefined,
    writeFile: async (file: string, text: string) => void written.set(file, text),
    // Diagnostics are read from the program; this is where they would be printed as well.
    logSink: { log: () => undefined },
  };
  return { host, written };
}

/**
 * Where a file of a library lies: in our node_modules if we have the library, and where it was looked for otherwise.
 *
 * @param file - with `/` or `\` between its parts
 */
export function locateLibrary(file: string, folder: string, libraries: string[]) {
  const [, name = "", rest = ""] =
    /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(file.replaceAll("\\", "/")) ?? [];
  return libraries.includes(name) ? path.join(folder, "node_modules", name, rest) : file;
}
