/** An attempt, as the server saw it. */
export interface Arrival {
  /** Whether the service, as the attempt was answered, may have acted on it. */
  acted: boolean;
  /** Whether its body was what the case says; true where that was not read. */
  isRight: boolean;
  /** The codings that it allows its answer to have. */
  readonly accepts: string;
}

/** All that the server knows of a case. */
export interface Served {
  readonly index: number;
  readonly arrivals: Arrival[];
}
