/** Styles that terminals know (ECMA-48, section 8.3.117). */
const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };

/** Dresses a text in a style, or leaves it as it is. */
export type Paint = (style: keyof typeof codes, text: string) => string;

/** For what is no terminal. */
export const plain: Paint = (_, text) => text;

/** For terminals. */
export const coloured: Paint = (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m`;
