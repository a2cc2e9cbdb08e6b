/** What the commands share: where the person stands, for paths they name. */
export interface CommandContext {
  readonly invokedFrom: string;
}
