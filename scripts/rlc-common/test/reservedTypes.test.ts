import { expect, test } from "@jest/globals";
import type { OperationModel } from "../model/clientModel.js";
import { typeName } from "../model/names.js";
import { renderApiFile, renderIndexFile } from "../render/indexFile.js";
import { smallModel, smallOperation } from "./smallModel.js";

/** A model with all that has doors of its own. */
const model = smallModel({
  host: { parameters: [] } as never,
  operations: [
    smallOperation({
      longRunning: {},
      body: { required: true, variants: [{ type: { text: "Base64Body", uses: [] } }] },
    } as unknown as Partial<OperationModel>),
  ],
});

test("each type that a client hands on is a name that no schema takes", () => {
  const doors = renderApiFile(model) + renderIndexFile(model);
  const names = [...doors.matchAll(/\btype (\w+)/g)].map(([, name = ""]) => name);
  expect(names).toEqual(expect.arrayContaining(["AnswerTo", "Base64Body", "EndpointParts", "PollingClient"]));
  const free = names.filter((name) => name !== `${model.name}Client` && typeName(name) === name);
  expect(free).toEqual([]);
});
