/**
 * What the types of `path` are made of. A path is given as the document has it, its values after it, or as a literal with its
 * values filled in. Each path of the document becomes a pattern, once; a literal is then looked up among them as the key of an
 * index signature, which costs the compiler little more than any other member.
 */

/**
 * The path of the API that is meant: `Path` itself, or the one whose values the literal `Path` fills in; `never` where there is
 * none. A template with variables is no literal: a slash in one of them would make another path of it.
 */
export type MatchedPath<TRoutes, Path> = Path extends string
  ? {} extends { [Key in Path]: 1 }
    ? never
    : keyof PathPatterns<TRoutes>[Path] extends infer Candidate
      ? Candidate extends Path
        ? Candidate
        : Path extends LongerPath<Candidate> | `${string}{${string}`
          ? never
          : Candidate
      : never
  : never;

/** What `path` takes first: a path of the API, or a literal that fills one in. What is neither is compared with the paths. */
export type PathArgument<TRoutes, Path> = MatchedPath<TRoutes, Path> extends never ? keyof TRoutes : Path;

/**
 * What `path` takes behind the path: the values for it, in path order; none where it has them in it.
 *
 * @typeParam TRoutes - for each path of the API, a function from its parameters to its methods
 */
export type PathValues<TRoutes extends Record<keyof TRoutes, (...values: never[]) => unknown>, Path> =
  | Parameters<TRoutes[Path & keyof TRoutes]>
  | (Path & keyof TRoutes extends never ? (MatchedPath<TRoutes, Path> extends never ? unknown[] : []) : never);

/**
 * The methods of the path.
 *
 * @typeParam TRoutes - for each path of the API, a function from its parameters to its methods
 */
export type PathMethods<TRoutes extends Record<keyof TRoutes, (...values: never[]) => unknown>, Path> = ReturnType<
  TRoutes[MatchedPath<TRoutes, Path> & keyof TRoutes]
>;

/**
 * Where a literal is looked up: the names of what is found are the paths whose pattern it meets. A text in place of a value may
 * have slashes in it here, so that there can be several.
 */
export type PathPatterns<TRoutes> = { [Path in keyof TRoutes as Path | PathPattern<Path>]: { [Key in Path]: 1 } } & {
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
