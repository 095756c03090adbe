/**
 * npm run build: compiles src and generated to dist, as ES modules and as CommonJS, and the local service to its own dist.
 * What an earlier build made of source files that are gone is removed first; with --clean, all of it.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./root.js";
import { removeOldBuild } from "./removeOldBuild.js";
import { runTool } from "./runTool.js";

export async function main(args: string[]): Promise<number> {
  const start = performance.now();
  if (args.includes("--clean")) {
    for (const folder of ["dist", "test/local-service/dist"])
      rmSync(path.join(root, folder), { recursive: true, force: true });
  }
  for (const build of ["dist/esm", "dist/cjs"]) removeOldBuild(path.join(root, build), root, ["src", "generated"]);
  removeOldBuild(path.join(root, "test/local-service/dist"), path.join(root, "test/local-service/src"), [""]);
  const code = await runTool("typescript", "tsc", [
    "--build",
    "tsconfig.node.json",
    "tsconfig.cjs.node.json",
    "test/local-service",
    // Several projects are built at once; each further checker of one goes through the same libraries once more.
    "--checkers",
    "1",
  ]);
  if (code !== 0) {
    console.error("\nThe build failed. Mend what the compiler names above, then run: npm run build");
    return 1;
  }
  // The package says "type": "module"; this file takes the CommonJS half out of that. Names with "#" are looked up in it, too.
  const { imports } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const ofCommonJs = JSON.stringify({ type: "commonjs", imports }, (_, value) =>
    typeof value?.require === "string" ? value.require.replace("./dist/cjs/", "./") : value,
  );
  writeFileSync(path.join(root, "dist/cjs/package.json"), `${ofCommonJs}\n`);
  console.log(`Built in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
  return 0;
}
