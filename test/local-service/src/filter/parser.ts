import { precedence, type Expression, type Operator } from "./expression.js";
import { Lexer } from "./lexer.js";

/**
 * How deep a filter may nest. The service's own emulator lets its OData parser recurse 100 times, and that parser
 * spends six on an expression (the whole filter, what is in parentheses, an argument) and one on each operand and `not`
 * in it, which makes 13 parentheses around an operand.
 */
const deepest = 100;
const depthOfExpression = 6;

/**
 * How many operators, calls and properties in lists a filter may have, which also bounds what it costs a connection. The
 * documented limit is "roughly" 100 clauses (Microsoft docs, reference-odata-filter.md, "Filter size limitations"); a
 * clause such as `tolower(userId) eq 'ada'` is a call, a comparison and the `or` that joins it to the next.
 */
const mostOperations = 300;

const literals: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/**
 * Reads a filter. Keywords and functions are in lower case, as in OData, and none is reserved.
 *
 * @throws FilterError with the position of what is wrong
 */
export function parse(text: string): Expression {
  return new Parser(text).filter();
}

class Parser {
  readonly #lexer: Lexer;
  #depth = 0;
  #operations = 0;

  constructor(text: string) {
    this.#lexer = new Lexer(text);
  }

  filter(): Expression {
    const expression = this.#expression();
    if (this.#lexer.token.kind !== "end") throw this.#lexer.misplaced();
    return expression;
  }

  #expression(): Expression {
    this.#enter(depthOfExpression);
    const expression = this.#binary(precedence.or);
    this.#depth -= depthOfExpression;
    return expression;
  }

  /** An operand, and the operators behind it that bind at least as tightly as `weakest`. All of them go left to right. */
  #binary(weakest: number): Expression {
    let left = this.#operand();
    for (let operator = this.#operator(weakest); operator !== undefined; operator = this.#operator(weakest)) {
      this.#count();
      this.#lexer.next();
      const right = operator === "in" ? this.#collection() : this.#binary(precedence[operator] + 1);
      left = { kind: "binary", operator, left, right };
    }
    return left;
  }

  #operator(weakest: number): Operator | undefined {
    const { kind, text } = this.#lexer.token;
    return kind === "name" && isOperator(text) && precedence[text] >= weakest ? text : undefined;
  }

  #operand(): Expression {
    this.#enter(1);
    const operand = this.#isName("not") ? this.#negation() : this.#primary();
    this.#depth -= 1;
    return operand;
  }

  /** `not` binds tighter than any comparison. */
  #negation(): Expression {
    this.#lexer.next();
    return { kind: "not", operand: this.#operand() };
  }

  #primary(): Expression {
    const { kind, text } = this.#lexer.token;
    switch (kind) {
      case "string":
        this.#lexer.next();
        return { kind: "literal", value: text.slice(1, -1).replaceAll("''", "'") };
      case "integer":
        this.#lexer.next();
        return { kind: "literal", value: Number(text) };
      case "foreign":
        this.#lexer.next();
        return { kind, text };
      case "name":
        return this.#named(text);
      case "open":
        return this.#parenthesized();
      default:
        throw this.#lexer.expected("Expression");
    }
  }

  #named(text: string): Expression {
    const literal = literals.get(text);
    // What is called has its parenthesis right behind it.
    const isCall = literal === undefined && this.#lexer.isFollowedBy("(");
    this.#lexer.next();
    if (literal !== undefined) return { kind: "literal", value: literal };
    return isCall ? { kind: "call", name: text, arguments: this.#arguments() } : { kind: "name", name: text };
  }

  #arguments(): readonly Expression[] {
    this.#count();
    this.#lexer.next();
    if (this.#lexer.token.kind !== "close") return this.#untilClosed(() => this.#expression()).items;
    this.#lexer.next();
    return [];
  }

  /** What is on the right of `in`. A list inside a list costs an operator, so nothing else has to bound its depth. */
  #collection(): Expression {
    const { kind, start } = this.#lexer.token;
    if (kind !== "open") return this.#primary();
    this.#lexer.next();
    const { items, end } = this.#untilClosed(() => this.#item());
    return { kind: "list", text: this.#lexer.slice(start, end), items };
  }

  /** Literals are looked up, however many. Whatever else is in a list is asked of each connection, so it counts. */
  #item(): Expression {
    const item = this.#binary(precedence.or);
    if (item.kind === "name" || item.kind === "not") this.#count();
    return item;
  }

  #untilClosed(read: () => Expression): { readonly items: readonly Expression[]; readonly end: number } {
    const items = [read()];
    while (this.#lexer.token.kind === "comma") {
      this.#lexer.next();
      items.push(read());
    }
    if (this.#lexer.token.kind !== "close") throw this.#lexer.expected("')' or ','");
    return { items, end: this.#lexer.next().end };
  }

  #parenthesized(): Expression {
    this.#lexer.next();
    const expression = this.#expression();
    if (this.#lexer.token.kind !== "close") throw this.#lexer.expected("')' or operator");
    this.#lexer.next();
    return expression;
  }

  #count(): void {
    if (++this.#operations <= mostOperations) return;
    throw this.#lexer.error(`More than ${mostOperations} operators and functions, where about 100 clauses may stand.`);
  }

  #enter(levels: number): void {
    this.#depth += levels;
    if (this.#depth > deepest) throw this.#lexer.error("Recursion depth exceeded allowed limit.");
  }

  #isName(text: string): boolean {
    return this.#lexer.token.kind === "name" && this.#lexer.token.text === text;
  }
}

function isOperator(text: string): text is Operator {
  return Object.hasOwn(precedence, text);
}
