import type { BodyModel, ClientModel, OperationModel, ParameterModel } from "../model/clientModel.js";
import { httpDate } from "../model/typeText.js";
import { Code, Imported, file, importTypes, literal } from "./code.js";

/**
 * `operations.ts`: the tables that requests are built from, one constant each so that bundlers can drop the unused. What
 * several of them have in common is a constant too, and is said once.
 */
export function renderOperations(model: ClientModel): string {
  const { operations, runtime } = model;
  if (operations.length === 0) return "";
  const imports = new Imports();
  const shared = new SharedValues(imports);
  for (const operation of operations) {
    for (const parameter of parametersOf(operation)) shared.add(rulesOf(parameter), parameter.identifier, "Parameter");
    if (operation.body) shared.add(bodyOf(operation), bodyName(operation), "Body");
  }
  const constants = shared.declare(operations.map(({ name }) => name));
  const tables = operations.map((operation) => renderOperation(operation, shared, imports));
  const types = constants.some(({ kind }) => kind === "Parameter") ? ["Operation", "Parameter"] : ["Operation"];
  return file(
    [...imports.write(runtime), importTypes(types, `${runtime}/operation.js`)],
    [constants.map(({ text }) => text).join(""), ...tables],
  );
}

/** What the tables name of the runtime: functions that come along only where a table needs them. */
class Imports {
  readonly #names = new Map<string, Set<string>>();

  readonly note = ({ text, from }: Imported): void => {
    const names = this.#names.get(from) ?? new Set();
    this.#names.set(from, names.add(text));
  };

  /** The imports of what has been noted. */
  write(runtime: string): string[] {
    const files = [...this.#names].sort(([one], [other]) => (one < other ? -1 : 1));
    return files.map(([from, names]) => `import { ${[...names].sort().join(", ")} } from "${runtime}/${from}.js";`);
  }
}

function renderOperation(operation: OperationModel, shared: SharedValues, imports: Imports): string {
  const { id, name, method, path, pathParameters, queryParameters, responses, paging, longs, longRunning } = operation;
  const write = (parameter: ParameterModel): Code => shared.write(rulesOf(parameter));
  const value = {
    name,
    method,
    path,
    pathParameters: pathParameters.map(write),
    queryParameters: queryParameters.map(write),
    headers: sentHeaders(operation).map(write),
    body: operation.body && shared.write(bodyOf(operation)),
    expected: [...new Set(responses.filter(({ isError }) => !isError).flatMap(({ status }) => statusesOf(status)))],
    paging,
    longs,
    readLongs: longs && new Imported("parseExactJson", "exactJson"),
    longRunning,
  };
  return `/** \`${id}\` */\nexport const ${name}: Operation = ${literal(value, imports.note)};\n`;
}

/** The statuses of a range of OpenAPI 3: those that are registered (IANA, HTTP Status Code Registry). */
const statusesOf = (status: string): string[] => (status === "2XX" ? successes : [status]);
const successes = ["200", "201", "202", "203", "204", "205", "206", "207", "208", "226"];

/** Those of all forms: a field of one name is the same in each. */
function fieldRules({ variants }: BodyModel): Record<string, unknown>[] | undefined {
  const fields = variants.flatMap((variant) => ("fields" in variant ? variant.fields : []));
  const rules = new Map(fields.flatMap(({ name, rules: own }) => (own === undefined ? [] : [[name, own] as const])));
  return rules.size === 0 ? undefined : [...rules.values()];
}

const sentHeaders = ({ headers }: OperationModel): ParameterModel[] =>
  headers.filter(({ prefix }) => prefix === undefined);

const parametersOf = (operation: OperationModel): ParameterModel[] => [
  ...operation.pathParameters,
  ...operation.queryParameters,
  ...sentHeaders(operation),
];

const bodyOf = ({ body }: OperationModel): object => ({
  required: body?.required,
  contentTypes: Object.fromEntries((body?.variants ?? []).map(({ contentType, kind }) => [contentType, kind])),
  longs: body?.longs,
  findInexact: body?.longs && new Imported("findInexact", "exactJson"),
  writeForm: body?.variants.some(({ kind }) => kind === "multipart" || kind === "form")
    ? new Imported("buildForm", "form")
    : undefined,
  fields: body && fieldRules(body)?.map(withFunctions),
});

/** What writes a value of each kind that a document can ask for. */
const writers = new Map<unknown, Imported>([
  ["string", new Imported("writeText", "writeValue")],
  ["number", new Imported("writeNumber", "writeValue")],
  ["integer", new Imported("writeInteger", "writeValue")],
  ["boolean", new Imported("writeBoolean", "writeValue")],
  ["any", new Imported("writeAny", "writeValue")],
  ["date-time", new Imported("writeDateTime", "writeValue")],
  ["date", new Imported("writeDate", "date")],
  [httpDate, new Imported("writeHttpDate", "date")],
  ["unixtime", new Imported("writeUnixTime", "date")],
]);

/** Limits that most documents do without, and what checks them. */
const rarerLimits = {
  checkNumber: ["exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  checkItems: ["minItems", "maxItems", "uniqueItems"],
};

/** The rules of the document with the functions of the runtime that go by them. */
function withFunctions({ name, type, ...rules }: Record<string, unknown>): object {
  const checks = Object.entries(rarerLimits)
    .filter(([, limits]) => limits.some((limit) => limit in rules))
    .map(([check]) => [check, new Imported(check, "rarerLimits")] as const);
  return { name, write: writers.get(type), ...rules, ...Object.fromEntries(checks) };
}

const rulesOf = ({ rules }: ParameterModel): object => withFunctions(rules);

/** Such as `jsonOrText`. */
function bodyName({ body }: OperationModel): string {
  const [first = "", ...others] = new Set(body?.variants.map(({ kind }) => kind));
  return first + others.map((kind) => `Or${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`).join("");
}

/** A value that may stand in several tables. */
interface SharedValue {
  readonly name: string;
  readonly kind: "Parameter" | "Body";
  readonly text: string;
  count: number;
  /** The name of its constant, where it has one. */
  constant?: string;
}

class SharedValues {
  readonly #imports: Imports;
  readonly #values = new Map<string, SharedValue>();

  constructor(imports: Imports) {
    this.#imports = imports;
  }

  add(value: object, name: string, kind: SharedValue["kind"]): void {
    const text = literal(value, this.#imports.note);
    const known = this.#values.get(text) ?? { name, kind, text, count: 0 };
    known.count += 1;
    this.#values.set(text, known);
  }

  /** Declares constants for the values that have been added more than once. */
  declare(taken: readonly string[]): { kind: SharedValue["kind"]; text: string }[] {
    const names = new Set(taken);
    return [...this.#values.values()]
      .filter(({ count }) => count > 1)
      .map((value) => {
        const { name, kind, text } = value;
        const constant = freeName(kind === "Body" ? `${name}Body` : name, kind, names);
        names.add(constant);
        value.constant = constant;
        return {
          kind,
          text:
            kind === "Body" ? `const ${constant} = ${text} as const;\n` : `const ${constant}: Parameter = ${text};\n`,
        };
      });
  }

  /** A value as a table names it. */
  write(value: object): Code {
    const text = literal(value);
    return new Code(this.#values.get(text)?.constant ?? text);
  }
}

function freeName(name: string, kind: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let number = 1; ; number++) {
    const other = `${name}${kind}${number === 1 ? "" : number}`;
    if (!taken.has(other)) return other;
  }
}
