import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { installPacked } from "../../scripts/pack/installPacked.js";
import { packPackage } from "../../scripts/pack/packPackage.js";
import { runProgram } from "./runProgram.js";

const suite = fileURLToPath(new URL("suite", import.meta.url));

/** A project that has installed the packed package, with the suite in it. */
export interface Project {
  readonly folder: string;
  /** The Azure core packages that it has, such as `core-client 2.7.0`. */
  readonly versions: string;
  /** Bundles an entry of the suite for a platform, and refuses what only Node has. */
  bundle(entry: "page" | "worker", conditions?: string[]): Promise<string>;
  remove(): void;
}

/** Which versions of the Azure core packages a project has. */
export type Choice = "locked" | "newest";

/**
 * Makes a project outside of the repository.
 *
 * @param choice - `locked`: the packages of the lock file, copied; `newest`: what npm picks on the Node that is given
 * @param node - the Node under which npm runs for `newest`
 * @throws Error where npm cannot install
 */
export async function makeProject(choice: Choice, node: string): Promise<Project> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "web-pubsub-rest-runtimes-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const manifest = { name: "app", private: true, type: "module", dependencies: { "web-pubsub-rest": "*" } };
    writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
    if (choice === "locked") installPacked(folder);
    else await installNewest(folder, packPackage(folder).tarball, node);
    await build({
      entryPoints: ["program", "page", "worker", "suite", "check", "setting"].map((name) =>
        path.join(suite, `${name}.ts`),
      ),
      outdir: folder,
      target: "es2022",
      logLevel: "silent",
    });
    return { folder, versions: versionsIn(folder), bundle: (...options) => bundle(folder, ...options), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

async function installNewest(folder: string, tarball: string, node: string): Promise<void> {
  const npm = process.env["npm_execpath"];
  const args = [
    "install",
    tarball,
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    "--ignore-scripts",
    "--loglevel=error",
  ];
  if (npm === undefined) throw new Error("npm was not found. Run the suite as: npm run test:runtimes");
  // npm picks by the Node that it runs on, so it runs on that one.
  await runProgram(node, [npm, ...args], { cwd: folder });
}

const shownPackages = ["@azure-rest/core-client", "@azure/core-rest-pipeline", "@typespec/ts-http-runtime"];

function versionsIn(folder: string): string {
  return shownPackages
    .map((name) => ({ name, file: path.join(folder, "node_modules", name, "package.json") }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => `${path.posix.basename(name)} ${JSON.parse(readFileSync(file, "utf8")).version}`)
    .join(", ");
}

async function bundle(folder: string, entry: string, conditions: string[] = []): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [`${entry}.js`],
    bundle: true,
    write: false,
    platform: "browser",
    format: "esm",
    target: "es2022",
    conditions,
    logLevel: "silent",
  }).catch((error: { errors?: { text: string; location?: { file: string } }[] } & Error) => {
    const [first] = error.errors ?? [];
    throw first === undefined ? error : new Error(`does not build: ${first.text} (${first.location?.file ?? entry})`);
  });
  return outputFiles[0]?.text ?? "";
}
