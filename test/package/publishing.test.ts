import { spawnSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import { cleanManifest } from "../../scripts/pack/cleanManifest.js";
import { publishProblems } from "../../scripts/pack/publishProblems.js";
import { root } from "../../scripts/root.js";

const ready = {
  version: "1.2.3",
  author: "Somebody",
  bugs: { url: "https://example.test/bugs" },
  homepage: "https://example.test",
  repository: { type: "git", url: "https://example.test/repository.git" },
};
const changelog = "# Changelog\n\n## 1.2.3 (2026-11-28)\n";

describe("before the package is published", () => {
  test("nothing is wanting where all is said", () => {
    expect(publishProblems(ready, changelog)).toEqual([]);
  });

  test.each(["author", "bugs", "homepage", "repository"])("%s is asked for by name", (field) => {
    for (const value of [undefined, "", {}, { url: " " }]) {
      expect(publishProblems({ ...ready, [field]: value }, changelog)).toEqual([
        expect.stringContaining(`package.json has no "${field}"`),
      ]);
    }
  });

  test("the changelog must tell of the version", () => {
    expect(publishProblems({ ...ready, version: "1.2.4" }, changelog)).toEqual([
      expect.stringContaining('no section "## 1.2.4 ('),
    ]);
  });

  test("npm publish of the folder is refused, with the way that leads on", () => {
    const args = ["scripts/bootstrap/run.mjs", "release", "--check"];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr).toContain("npm run release");
  });
});

test("the published package.json has nothing that only this repository needs", () => {
  const manifest = { name: "a", scripts: { test: "x" }, workspaces: ["b"], devDependencies: { c: "1" }, files: ["d"] };
  expect(cleanManifest(manifest)).toEqual({ name: "a", files: ["d"] });
});
