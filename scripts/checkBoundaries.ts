/** Checks which folder imports which. The rules are the table below; every break of one is printed with its place. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { readTree } from "./autorest/fileTree.js";
import { root } from "./root.js";

const { dependencies, peerDependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const runtimePackages = Object.keys(dependencies);
const peerPackages = Object.keys(peerDependencies);
const entryPoints = /^src\/(index|versions\/[^/]+)\.ts$/;

/**
 * The first rule whose `files` match speaks for a file. A target is a path in the repository or the name of a package.
 */
const rules: { files: RegExp; why: string; allows: (target: string, file: string) => boolean }[] = [
  {
    files: /^generated\//,
    why: "a generated client stands on its own folder, the shared runtime and the runtime packages",
    allows: (target, file) =>
      target.startsWith(`${file.split("/").slice(0, 2).join("/")}/`) ||
      isInside("generated/runtime/")(target) ||
      runtimePackages.includes(target),
  },
  {
    files: /^scripts\/rlc-common\/runtime\//,
    why: "the runtime is copied into generated clients",
    allows: (target) => target.startsWith("scripts/rlc-common/runtime/") || runtimePackages.includes(target),
  },
  {
    files: entryPoints,
    why: "an entry point joins src with the doors of one generated client",
    allows: (target, file) => isInside("src/")(target) || doorOf(file).test(target) || runtimePackages.includes(target),
  },
  {
    files: /^src\/(?:platform\/node|transport\/(?:http|node|undici)\/|undici)/,
    why: "what only Node.js loads may use its built-ins and the shared runtime, and what else it loads stands in package.json; a transport knows no other",
    allows: (target, file) =>
      (isInside("src/", "generated/runtime/")(target) &&
        !entryPoints.test(target) &&
        !isOtherTransport(target, file)) ||
      target.startsWith("node:") ||
      [...runtimePackages, ...peerPackages].includes(target),
  },
  {
    files: /^src\//,
    why: "src knows the shared runtime, but no generated client, none of its own entry points, and no Node built-in",
    allows: (target) =>
      (isInside("src/", "generated/runtime/")(target) && !entryPoints.test(target)) ||
      ["#logger", "#platform"].includes(target) ||
      runtimePackages.includes(target),
  },
  {
    files: /^test\/local-service\//,
    why: "the local service must not share a mistake with the client",
    allows: (target) => isInside("test/local-service/")(target) || isPackage(target),
  },
  {
    files: /^test\/transport\//,
    why: "transports are files of src, met by servers that may speak TLS",
    allows: (target) =>
      isInside("src/", "test/support/", "test/transport/")(target) ||
      target === "scripts/certificate.ts" ||
      isPackage(target),
  },
  {
    files: /^test\/(unit|support)\//,
    why: "unit tests look at files of src",
    allows: (target) => isInside("src/", "test/support/", "scripts/codePoint.ts")(target) || isPackage(target),
  },
  {
    files: /^test\/http\//,
    why: "HTTP tests use the package as its users do",
    allows: (target) =>
      isInside("test/support/", "scripts/codePoint.ts")(target) || entryPoints.test(target) || isPackage(target),
  },
  {
    files: /^test\/service\//,
    why: "the client meets the local service as a user's program would",
    allows: (target) => target.startsWith("test/service/") || entryPoints.test(target) || isPackage(target),
  },
  {
    files: /^test\/higherLevel\//,
    why: "the adapter is written on what the package exports",
    allows: (target) =>
      isInside("test/higherLevel/")(target) ||
      target === "test/service/subscriber.ts" ||
      entryPoints.test(target) ||
      isPackage(target),
  },
  {
    files: /^test\/runtimes\//,
    why: "the suite uses the packed package by its name, and what packs it",
    allows: (target) =>
      isInside("test/runtimes/", "scripts/pack/", "scripts/bootstrap/installWhenStale")(target) || isPackage(target),
  },
  {
    files: /^test\/(faults|fuzz)\//,
    why: "campaigns use the built package by name, as its users do, and share helpers with the benchmark and with tests' servers",
    allows: (target, file) =>
      isInside(file.split("/").slice(0, 2).join("/"), "scripts/certificate.ts", "scripts/childProcess.ts")(target) ||
      ["scripts/codePoint.ts", "scripts/compilePrograms.ts"].includes(target) ||
      isInside("test/support/listen.ts", "test/support/builtTransports.ts")(target) ||
      isPackage(target),
  },
  {
    files: /^test\//,
    why: "the other tests are about commands, documents and the package, and know of src and generated what is named here",
    allows: (target) =>
      isInside("test/", "scripts/")(target) ||
      entryPoints.test(target) ||
      knownToTests.includes(target) ||
      isPackage(target),
  },
  {
    files: /^scripts\//,
    why: "scripts read src, generated and test as data, or use the built packages by name",
    allows: (target) => isInside("scripts/")(target) || isPackage(target),
  },
];

/** Each transport has a folder of its own; those of Node.js share what lies in `node/`. */
const isOtherTransport = (target: string, file: string): boolean =>
  file.startsWith("src/transport/") &&
  /^src\/transport\/(?!node\/)\w+\//.test(target) &&
  !target.startsWith(`${path.posix.dirname(file)}/`);

/** The version that a test holds to that of package.json, and what a client's operations are made of. */
const knownToTests = [
  "src/packageVersion.ts",
  "generated/2020-10-01/routes.ts",
  "generated/runtime/operation.ts",
  "generated/runtime/writeValue.ts",
];

const isInside =
  (...folders: string[]) =>
  (target: string) =>
    folders.some((folder) => target.startsWith(folder));

/**
 * The doors of the client that an entry point is for: what callers use, and the client on a connection of ours. Not index.ts, which
 * has a factory besides that loads the pipeline of the core library.
 */
const doorOf = (file: string) =>
  new RegExp(`^generated/${file === "src/index.ts" ? "2020-10-01" : path.basename(file, ".ts")}/(api|client)\\.ts$`);

const isPackage = (target: string) => !/^(src|generated|test|scripts)\//.test(target);

function resolve(file: string, specifier: string) {
  if (!specifier.startsWith("."))
    return specifier.startsWith("node:")
      ? specifier
      : specifier
          .split("/")
          .slice(0, specifier.startsWith("@") ? 2 : 1)
          .join("/");
  const target = path.posix.join(path.posix.dirname(file), specifier);
  return file.endsWith(".ts") ? target.replace(/\.js$/, ".ts") : target;
}

/** `import ... from "x"`, `export ... from "x"`, `import "x"`, `import("x")` and `require("x")`. */
const imports = /^(?:import|export)\s[^"';=]*?\sfrom\s"([^"]+)"|^import\s"([^"]+)"|\b(?:import|require)\("([^"]+)"\)/gm;

export async function main(): Promise<number> {
  const problems = [];
  let count = 0;
  for (const folder of ["generated", "scripts", "src", "test"]) {
    for (const [name, text] of readTree(path.join(root, folder), /(^|\/)(node_modules|dist)(\/|$)/)) {
      const file = `${folder}/${name}`;
      const rule = rules.find(({ files }) => files.test(file));
      if (!/\.(ts|mjs|cjs|js)$/.test(name)) continue;
      if (rule === undefined) {
        problems.push(`${file} is in a folder that no rule speaks of.`);
        continue;
      }
      count += 1;
      for (const [, ...specifiers] of text.matchAll(imports)) {
        const specifier = specifiers.find(Boolean) ?? "";
        const target = resolve(file, specifier);
        if (!rule.allows(target, file)) problems.push(`${file} imports ${target}, but ${rule.why}.`);
      }
    }
  }

  for (const problem of problems) console.error(problem);
  console.log(
    problems.length === 0
      ? `Imports of ${count} files follow the rules.`
      : "\nMove the code to where it may be used, or change the rule in scripts/checkBoundaries.ts and say why.",
  );
  return problems.length === 0 ? 0 : 1;
}
