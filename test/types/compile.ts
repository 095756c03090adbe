import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(import.meta.url);

/** The newest TypeScript, and the oldest that the declarations are made for. */
const compilers = { newest: "typescript", oldest: "typescript-5.4" };

/**
 * Compiles files as a user of the package would: by its name, from its built declarations.
 *
 * @param files - contents by name
 * @param options - compiler options on top of `strict`
 * @param compiler - which TypeScript to use
 * @returns the compiler's messages, one a line, or nothing where it had none
 */
export function compile(
  files: Record<string, string>,
  options: object = {},
  compiler: keyof typeof compilers = "newest",
): string {
  const tsc = path.join(path.dirname(require.resolve(`${compilers[compiler]}/package.json`)), "bin/tsc");
  // Below the repository, so that the package's name is found as it is in a project that installed it.
  mkdirSync(path.join(root, "dist"), { recursive: true });
  const folder = mkdtempSync(path.join(root, "dist", "types-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    }
    const compilerOptions = {
      strict: true,
      target: "ES2022",
      module: "NodeNext",
      moduleResolution: "NodeNext",
      lib: ["ES2022", "DOM"],
      types: [],
      noEmit: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
      ...options,
    };
    writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: Object.keys(files) }));
    const run = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], { encoding: "utf8" });
    const messages = run.stdout.trim();
    // One that cannot run has nothing to say of the files.
    if (run.status !== 0 && messages === "") throw new Error(`The compiler failed: ${run.stderr || run.error}`);
    return messages;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Compiles files as one program, which takes little longer than one of them alone.
 *
 * @returns the compiler's messages by the file that they are about; "" for one without
 * @throws Error where a message is about none of the files
 */
export function compileEach(
  files: Record<string, string>,
  options: object = {},
  compiler: keyof typeof compilers = "newest",
): Record<string, string> {
  const messages = Object.fromEntries(Object.keys(files).map((name) => [name, ""]));
  const all = compile(files, options, compiler);
  // One goes on over the next lines, which are indented.
  for (const message of all === "" ? [] : all.split(/\n(?! )/)) {
    const [, name = ""] = /^dist\/types-[^/]+\/([^(]+)\(/.exec(message) ?? [];
    if (!(name in messages)) throw new Error(`The compiler complains:\n${message}`);
    messages[name] = `${messages[name]}\n${message}`.trim();
  }
  return messages;
}
