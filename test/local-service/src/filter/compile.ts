import { print, type Binary, type Expression } from "./expression.js";
import { FilterError, shorten } from "./filterError.js";
import { functions, type Parameter } from "./functions.js";
import { properties, type FilterSubject } from "./subject.js";
import type { Type, Value } from "./type.js";
import { Work } from "./work.js";

type Evaluate = (subject: FilterSubject) => Value;

/** An expression whose types fit. */
interface Compiled {
  readonly type: Type;
  /**
   * The type that the service gives in an error where null will not do. It tries filters on a connection without a
   * user, for which the result of most functions of the user id is of type null.
   */
  readonly shown: Type;
  /** Whether it is null for a connection without a user. */
  readonly absent: boolean;
  /** Whether it is the same for every connection. */
  readonly constant: boolean;
  readonly evaluate: Evaluate;
}

/** Somebody to evaluate for what is the same for everybody. */
const anybody: FilterSubject = { connectionId: "", userId: undefined, groups: new Set() };

/**
 * Checks the types of a filter and makes a function of it. All of it is checked, also what `and` and `or` would skip.
 *
 * @param text - the filter as it was written, for errors
 * @returns the function. It throws a FilterError where it has done too much, for all that it was called for together
 * @throws FilterError for types that do not fit, and for names and functions that there are not
 */
export function compileFilter(expression: Expression, text: string): (subject: FilterSubject) => boolean {
  const filter = compile(expression, () => text, new Work(text));
  expectType(filter, "bool", expression);
  return (subject) => filter.evaluate(subject) === true;
}

/** @param around - the operation that an unknown name belongs to, which the service's error names */
function compile(expression: Expression, around: () => string, work: Work): Compiled {
  switch (expression.kind) {
    case "literal":
      return compileLiteral(expression.value);
    case "name": {
      const property = properties.get(expression.name.toLowerCase());
      if (property === undefined) throw unsupported(expression, around);
      return { ...property, shown: property.type, constant: false };
    }
    case "not": {
      const operand = compile(expression.operand, around, work);
      expectType(operand, "bool", expression);
      return compiled("bool", (subject) => operand.evaluate(subject) === false);
    }
    case "call":
      return compileCall(expression, work);
    case "binary":
      return expression.operator === "in" ? compileIn(expression, work) : compileBinary(expression, work);
    case "foreign":
    case "list":
      throw unsupported(expression, around);
  }
}

function compileLiteral(value: string | number | boolean | null): Compiled {
  const types = { string: "string", number: "int", boolean: "bool" } as const;
  const type = value === null ? "null" : types[typeof value as keyof typeof types];
  return { ...compiled(type, () => value), constant: true };
}

function compileCall(expression: Expression & { readonly kind: "call" }, work: Work): Compiled {
  const own = (): string => print(expression);
  const called = functions.get(expression.name);
  if (called === undefined) throw unsupported(expression, own);
  const { parameters, fewest = parameters.length, result, withNull, call } = called;
  const count = expression.arguments.length;
  if (count < fewest || count > parameters.length) throw invalid(expression);
  const operands = expression.arguments.map((argument) => compile(argument, own, work));
  operands.forEach((operand, index) => checkArgument(operand, parameters[index] as Parameter, expression));
  const evaluate: Evaluate = (subject) => {
    const values = operands.map((operand) => operand.evaluate(subject));
    work.spend(values.reduce<number>((sum, value) => sum + (typeof value === "string" ? value.length : 1), 0));
    return values.includes(null) ? withNull(values) : call(...(values as never[]));
  };
  const absent = operands.some((operand) => operand.absent) && withNull(operands.map(sample)) === null;
  const fits = { type: result, shown: absent ? "null" : result, absent } as const;
  if (!operands.every(({ constant }) => constant)) return { ...fits, constant: false, evaluate };
  // Once is enough, for a long text takes its time with each connection.
  const value = evaluate(anybody);
  return { ...fits, constant: true, evaluate: () => value };
}

/** A value that is null where the operand is, for a connection without a user. */
const sample = ({ absent }: Compiled): Value => (absent ? null : "");

function checkArgument(operand: Compiled, parameter: Parameter, call: Expression): void {
  if (parameter === "int") expectType(operand, "int", call);
  else if (parameter === "string") expectTypeOrNull(operand, "string", call);
  else if (!["string", "collection", "null"].includes(operand.type)) throw invalid(call);
}

function compileBinary(expression: Binary, work: Work): Compiled {
  const own = (): string => print(expression);
  const operands = [compile(expression.left, own, work), compile(expression.right, own, work)] as const;
  const [left, right] = [operands[0].evaluate, operands[1].evaluate];
  switch (expression.operator) {
    case "and":
      for (const operand of operands) expectType(operand, "bool", expression);
      return compiled("bool", (subject) => left(subject) === true && right(subject) === true);
    case "or":
      for (const operand of operands) expectType(operand, "bool", expression);
      return compiled("bool", (subject) => left(subject) === true || right(subject) === true);
    case "eq":
      return compiled("bool", (subject) => left(subject) === right(subject));
    case "ne":
      return compiled("bool", (subject) => left(subject) !== right(subject));
    default: {
      for (const operand of operands) expectTypeOrNull(operand, "int", expression);
      const holds = orders[expression.operator as keyof typeof orders];
      return compiled("bool", (subject) => {
        const [first, second] = [left(subject), right(subject)];
        return first !== null && second !== null && holds(first as number, second as number);
      });
    }
  }
}

/** The comparisons of numbers. None of them holds for null. */
const orders = {
  gt: (first: number, second: number) => first > second,
  ge: (first: number, second: number) => first >= second,
  lt: (first: number, second: number) => first < second,
  le: (first: number, second: number) => first <= second,
};

function compileIn(expression: Binary, work: Work): Compiled {
  const own = (): string => print(expression);
  const { evaluate } = compile(expression.left, own, work);
  const list = expression.right.kind === "list" ? expression.right.items : undefined;
  const items = list ?? [expression.right];
  const literals = new Set<Value>();
  const others: Compiled[] = [];
  for (const item of items) {
    if (item.kind === "literal" && list !== undefined) literals.add(item.value);
    else others.push(compile(item, own, work));
  }
  // The groups may stand in parentheses of their own.
  const only = items.length === 1 ? others[0] : undefined;
  if (only?.type === "collection") {
    return compiled("bool", (subject) => (only.evaluate(subject) as ReadonlySet<Value>).has(evaluate(subject)));
  }
  if (only !== undefined && list === undefined) expectType(only, "collection", expression);
  return compiled("bool", (subject) => {
    const value = evaluate(subject);
    return literals.has(value) || others.some((item) => item.evaluate(subject) === value);
  });
}

function compiled(type: Type, evaluate: Evaluate): Compiled {
  return { type, shown: type, absent: type === "null", constant: false, evaluate };
}

function expectType({ shown }: Compiled, type: Type, where: Expression): void {
  if (shown !== type) throw new FilterError(print(where), `Type '${shown}', expect '${type}'.`);
}

function expectTypeOrNull({ type: given }: Compiled, type: Type, where: Expression): void {
  if (given !== type && given !== "null") throw new FilterError(print(where), `Type '${given}', expect '${type}'.`);
}

function invalid(expression: Expression): FilterError {
  const text = print(expression);
  return new FilterError(text, `Invalid token '${shorten(text)}'.`);
}

function unsupported(expression: Expression, around: () => string): FilterError {
  return new FilterError(around(), `Token '${shorten(print(expression))}' is not supported.`);
}
