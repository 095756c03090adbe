import { readFileSync } from "node:fs";
import type { Gate } from "./gate.js";
import { importTool } from "./gate.js";

interface Publint {
  publint(options: object): Promise<{ messages: { code: string; args: { field?: string } }[]; pkg: object }>;
}
interface PublintUtils {
  formatMessage(message: object, pkg: object, options: object): string;
}

/**
 * publint takes a nested package.json for one whose "imports" nobody reads. Node reads those of the nearest one (its
 * documentation of packages, "Package scope"), and the bundlers that are tested here follow it.
 */
const nestedImports = "NESTED_PACKAGE_JSON_FIELD_IGNORED";

/** What publint finds, suggestions included as far as they are errors or warnings. */
export const publint: Gate = {
  name: "publint, strict",
  async run({ folder }) {
    const tool = await importTool<Publint>("publint");
    const utils = await importTool<PublintUtils>("publint/utils");
    const pkgDir = `${folder}/node_modules/web-pubsub-rest`;
    const { messages, pkg } = await tool.publint({ pkgDir, strict: true, level: "warning", pack: false });
    return messages
      .filter(({ code, args }) => !(code === nestedImports && args.field === "imports"))
      .map((message) => utils.formatMessage(message, pkg, { color: false }));
  },
};

interface AreTheTypesWrong {
  createPackageFromTarballData(data: Uint8Array): object;
  checkPackage(pkg: object): Promise<{ types: unknown; problems?: { kind: string }[] }>;
}

/** Whether each way of resolving a module, that of old compilers included, finds types that fit what runs. */
export const areTheTypesWrong: Gate = {
  name: "types as each resolution finds them",
  async run({ tarball }) {
    const tool = await importTool<AreTheTypesWrong>("@arethetypeswrong/core");
    const { types, problems } = await tool.checkPackage(
      tool.createPackageFromTarballData(new Uint8Array(readFileSync(tarball))),
    );
    if (types === false) return ["There are no types."];
    return (problems ?? []).map(({ kind, ...where }) => `${kind} ${JSON.stringify(where)}`);
  },
};
