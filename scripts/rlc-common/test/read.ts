import type { ClientModel, OperationModel } from "../model/clientModel.js";
import type { CodeModel } from "../model/codeModel.js";
import { readClientModel } from "../model/readClientModel.js";
import type { ReadOptions } from "../model/readClientModel.js";
import { codeModel, operation } from "./smallCodeModel.js";

/** What the reader has warned of, in this test file. */
export const warnings: string[] = [];

/** Reads a code model as the renderer does. It has no more in it than the readers look at. */
export const readModel = (model: object, options: Partial<ReadOptions> = {}): ClientModel =>
  readClientModel(model as CodeModel, { ...options, warn: (warning) => warnings.push(warning) });

/** Reads one operation that differs from a plain one in some parts. */
export const readOperation = (parts: Record<string, unknown>): OperationModel =>
  readModel(codeModel([operation(parts)])).operations[0];
