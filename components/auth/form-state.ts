/** What a form's action answers when it did not redirect: a sentence, and one per field that was wrong. */
export interface FormState {
  readonly message: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** What was typed, without secrets: a form empties itself when its action answers. */
  readonly values?: Readonly<Record<string, string>>;
}

export type FormAction = (state: FormState | null, data: FormData) => Promise<FormState | null>;
