// Copied from scripts/rlc-common/runtime.
// Not to be edited: change the file there, then run: npm run generate

/**
 * What the types of `path` are made of. A path is given as the document has it, its values behind it, or as a literal with its
 * values filled in. Each path of the document becomes a pattern, once; a literal is then looked up among them as the key of an
 * index signature, which costs the compiler little more than any other member.
 */

/**
 * The path of the API that a literal fills in; `never` where there is none. A template with variables is no literal: a slash in
 * one of them would make another path of it.
 */
export type FilledPath<TRoutes, Literal extends string> = Literal extends keyof TRoutes
  ? never
  : {} extends { [Key in Literal]: 1 }
    ? never
    : keyof PathPatterns<TRoutes>[Literal] extends infer Path
      ? Path extends keyof TRoutes
        ? Literal extends LongerPath<Path> | `${string}{${string}`
          ? never
          : Path
        : never
      : never;

/** A literal that fills a path in; `never`, which completes to nothing, where it does not. */
export type LiteralPath<TRoutes, Literal extends string> = FilledPath<TRoutes, Literal> extends never ? never : Literal;

/**
 * The methods of the path that a literal fills in. Where it does not, the compiler speaks of the path or its values, and then has
 * nothing to say of the methods: they are those of the path with braces, or any.
 */
export type LiteralMethods<TRoutes, Literal extends string> = [MeantPath<TRoutes, Literal>] extends [never]
  ? any
  : TRoutes[MeantPath<TRoutes, Literal>] extends (...values: never[]) => infer Methods
    ? Methods
    : never;

/** The path of the API that a literal is, or fills in. */
export type MeantPath<TRoutes, Literal extends string> = FilledPath<TRoutes, Literal> | (Literal & keyof TRoutes);

/**
 * What follows a literal: nothing. What is none asks for more than anybody gives, so that the compiler speaks of the other form
 * of `path`.
 */
export type NoValues<TRoutes, Literal extends string> = FilledPath<TRoutes, Literal> extends never ? Unmet : [];

/** More values than a path has, of which none can be given. */
export type Unmet = [never, never, never, never, never, never, never, never, never, never];

/**
 * Where a literal is looked up: the names of what is found are the paths whose pattern it meets. A text in place of a value may
 * have slashes in it here, so that there can be several.
 */
export type PathPatterns<TRoutes> = { [Path in keyof TRoutes as PathPattern<Path>]: { [Key in Path]: 1 } } & {
  [other: string]: {};
};

/** A path with any text in place of its parameters. */
export type PathPattern<Path> = Path extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${PathPattern<After>}`
  : Path & string;

/** Whatever has more parts than a path. */
export type LongerPath<Path> = Path extends `${string}/${infer After}`
  ? `${string}/${LongerPath<After>}`
  : `${string}/${string}`;
