import { gzipSync } from "node:zlib";
import type { Subject } from "./subjects.js";
import { loadTool } from "./tools/tools.js";

/** The size of a program that sends one message, with all that it depends on, in bytes. */
export interface BundleSize {
  readonly minified: number;
  readonly gzipped: number;
}

/** Sizes by platform, or why there is no bundle. */
export type BundleSizes = Readonly<Record<"browser" | "node", BundleSize | { readonly failed: string }>>;

/** As much of esbuild as is used here. */
interface Esbuild {
  build(options: object): Promise<{ outputFiles: readonly { contents: Uint8Array }[] }>;
}

/** Bundles, minifies and compresses the program of each subject as applications do. */
export async function measureBundles(subjects: readonly Subject[]): Promise<Record<string, BundleSizes>> {
  const esbuild = await loadTool<Esbuild>("esbuild");
  const sizes: Record<string, BundleSizes> = {};
  for (const subject of subjects) {
    sizes[subject.name] = {
      browser: subject.isForNode
        ? { failed: "made for Node alone" }
        : await bundle(esbuild, subject, { platform: "browser" }),
      node: await bundle(esbuild, subject, { platform: "node", target: "node20" }),
    };
  }
  return sizes;
}

async function bundle(
  { build }: Esbuild,
  { program, folder, external = [] }: Subject,
  options: object,
): Promise<BundleSize | { failed: string }> {
  try {
    const { outputFiles } = await build({
      stdin: { contents: program, resolveDir: folder },
      bundle: true,
      minify: true,
      format: "esm",
      legalComments: "none",
      write: false,
      logLevel: "silent",
      external,
      ...options,
    });
    const contents = outputFiles[0]?.contents ?? new Uint8Array();
    return { minified: contents.length, gzipped: gzipSync(contents, { level: 9 }).length };
  } catch (error) {
    const [first] = (error as { errors?: { text: string }[] }).errors ?? [];
    return { failed: first?.text ?? String(error) };
  }
}
