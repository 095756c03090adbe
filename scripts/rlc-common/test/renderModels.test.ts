import { describe, expect, test } from "@jest/globals";
import { renderModels, renderOutputModels } from "../render/models.js";
import { smallModel } from "./smallModel.js";

describe("models.ts and outputModels.ts", () => {
  const inputTypes = [
    {
      name: "Color",
      description: "A color.",
      declaration: { kind: "alias" as const, type: { text: '"red" | (string & {})', uses: [] } },
    },
    {
      name: "Thing",
      description: "",
      declaration: {
        kind: "interface" as const,
        extends: [{ text: "Base", uses: ["Base"] }],
        properties: [
          {
            name: "my-color",
            description: "Its color.",
            required: false,
            readOnly: false,
            type: { text: "Color", uses: ["Color"] },
          },
        ],
        indexType: { text: "unknown", uses: [] },
      },
    },
  ];

  test("declare aliases and interfaces", () => {
    expect(renderModels(smallModel({ inputTypes }))).toBe(
      '/** A color. */\nexport type Color = "red" | (string & {});\n\n' +
        "/** The type `Thing` of the API document. */\nexport interface Thing extends Base {\n/** Its color. */\n" +
        '"my-color"?: Color | undefined;\n[name: string]: unknown;\n}',
    );
  });

  test("share enums", () => {
    const outputTypes = [{ ...inputTypes[1], name: "ThingOutput" }];
    expect(renderOutputModels(smallModel({ inputTypes, outputTypes: outputTypes as never }))).toMatch(
      /^import type \{ Color \} from "\.\/models\.js";\n\n/,
    );
  });

  test("are empty where a document has no types, and are then left out", () => {
    expect(renderModels(smallModel())).toBe("");
  });
});
