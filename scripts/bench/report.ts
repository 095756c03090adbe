import type { BundleSizes } from "./bundleSize.js";
import type { ImportTime } from "./importTime.js";
import type { Throughput } from "./throughput.js";

/** All that a run has measured: the content of bench.json. Parts that were not asked for are missing. */
export interface Report {
  /** When the run began. */
  readonly date: string;
  readonly machine: { readonly node: string; readonly platform: string; readonly cpu: string; readonly cores: number };
  readonly plan: { readonly rounds: number; readonly seconds: number; readonly inFlight: readonly number[] };
  /** By name; the order is that of the tables. */
  readonly contenders: Readonly<Record<string, { readonly label: string; readonly isOurs: boolean }>>;
  readonly http?: Throughput;
  readonly tls?: Throughput;
  /** Connections for 200 sends at once, by contender. */
  readonly sockets?: Readonly<Record<string, number>>;
  readonly bundle?: Readonly<Record<string, BundleSizes>>;
  readonly import?: Readonly<Record<string, ImportTime>>;
}
