import { createRequire } from "node:module";
import type { ClientModel, OperationModel } from "../model/clientModel.js";
import { codeModel, operation } from "./smallCodeModel.js";

const { readClientModel } = createRequire(import.meta.url)("../model/readClientModel.js");

/** What the reader has warned of, in this test file. */
export const warnings: string[] = [];

/** Reads a code model as the renderer does. */
export const readModel = (model: object, options: object = {}): ClientModel =>
  readClientModel(model, { ...options, warn: (warning: string) => warnings.push(warning) });

/** Reads one operation that differs from a plain one in some parts. */
export const readOperation = (parts: object): OperationModel => readModel(codeModel([operation(parts)])).operations[0];
