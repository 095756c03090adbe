/** A figure that was measured several times. */
export interface Figure {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** The middle of some numbers, and how far they lie apart. */
export function figure(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const half = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(half)) + at(Math.ceil(half))) / 2,
    least: at(0),
    most: at(sorted.length - 1),
  };
}
