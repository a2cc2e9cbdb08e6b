/** What every bench gets from the command line. */
export interface BenchContext {
  /** Progress, on stderr: stdout has the result alone. */
  readonly say: (line: string) => void;
  /** Aborted by Ctrl-C: a bench then ends what it started and removes what it made. */
  readonly signal: AbortSignal;
}
