/** The operators between two operands, and how tightly each binds (Microsoft docs, reference-odata-filter.md). */
export const precedence = { or: 1, and: 2, eq: 3, ne: 3, gt: 3, ge: 3, lt: 3, le: 3, in: 3 } as const;

/** One of {@link precedence}. */
export type Operator = keyof typeof precedence;

/** A filter as it is written, parentheses resolved. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "foreign"; readonly text: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: "list"; readonly text: string; readonly items: readonly Expression[] }
  | { readonly kind: "not"; readonly operand: Expression }
  | Binary;

/** Two operands and what stands between them. */
export interface Binary {
  readonly kind: "binary";
  readonly operator: Operator;
  readonly left: Expression;
  readonly right: Expression;
}

/** Writes an expression as the service's errors show it: truth values as .NET has them, quotes not doubled. */
export function print(expression: Expression): string {
  switch (expression.kind) {
    case "literal":
      return printLiteral(expression.value);
    case "foreign":
    case "list":
      return expression.text;
    case "name":
      return expression.name;
    case "call":
      return `${expression.name}(${expression.arguments.map(print).join(",")})`;
    case "not":
      return `not ${printOperand(expression.operand)}`;
    case "binary": {
      const { operator, left, right } = expression;
      return `${printOperand(left)} ${operator} ${printOperand(right)}`;
    }
  }
}

function printOperand(operand: Expression): string {
  return operand.kind === "binary" || operand.kind === "not" ? `(${print(operand)})` : print(operand);
}

function printLiteral(value: string | number | boolean | null): string {
  if (typeof value === "string") return `'${value}'`;
  if (typeof value === "boolean") return value ? "True" : "False";
  return String(value);
}
