/** Keeps the first thing that is wrong: what follows from it would only confuse. */
export function syntaxFault(): {
  readonly raise: (sentence: string) => void;
  readonly sentence: string | null;
} {
  let first: string | null = null;
  return {
    raise: (sentence) => {
      first ??= sentence;
    },
    get sentence() {
      return first;
    },
  };
}
