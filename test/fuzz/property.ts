import type * as fc from "fast-check";
import type { World } from "./world.js";

/** Something that holds for every input. */
export interface Property {
  /** The name that `--only` takes. */
  readonly name: string;
  /** Its share of the runs, beside those of the others; 1 by default. */
  readonly weight?: number;
  make(world: World): fc.IAsyncProperty<unknown>;
}
