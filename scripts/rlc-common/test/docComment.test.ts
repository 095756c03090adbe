import { describe, expect, test } from "@jest/globals";
import { docComment } from "../render/docComment.js";

describe("a doc comment", () => {
  test("is one line where that is enough", () => {
    expect(docComment(["A thing."])).toBe("/** A thing. */\n");
  });

  test("is nothing where there is nothing to say", () => {
    expect(docComment(["", undefined])).toBe("");
  });

  test("cannot be closed by a description, nor read as a tag", () => {
    expect(docComment(["Ends here */ or {not} @here but `{this}` is code."])).toBe(
      "/** Ends here *\\/ or \\{not\\} \\@here but `{this}` is code. */\n",
    );
  });

  test("keeps a code span on one line", () => {
    const text = docComment([`${"word ".repeat(21)}such as \`${"a b ".repeat(4)}\`.`]);
    expect(text).toContain(`\n * as \`${"a b ".repeat(4)}\`.\n`);
  });

  test("breaks long lines and separates paragraphs and tags", () => {
    expect(docComment(["word ".repeat(30).trim(), "Second."], [["param", "id - The id."]])).toBe(
      `/**\n * ${"word ".repeat(22).trim()}\n * ${"word ".repeat(8).trim()}\n *\n * Second.\n *\n * @param id - The id.\n */\n`,
    );
  });
});
