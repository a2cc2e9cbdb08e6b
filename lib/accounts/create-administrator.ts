import 'server-only';
import { signIn } from '../auth/sign-in';
import { appDatabase } from '../db/app-database';
import { createAdministratorWithToken, isSetupTokenOpen, type NewAdministrator } from './administrator';

/** First run: uses the one-time link up, makes the administrator and signs them in. */
export async function createAdministrator(
  input: NewAdministrator & { readonly token: string },
): Promise<void> {
  await createAdministratorWithToken({ actor: { kind: 'system', name: 'worker' }, db: appDatabase() }, input);
  await signIn({ email: input.email.trim().toLowerCase(), password: input.password });
}

/** For the page behind the link: whether it still leads anywhere. */
export function isSetupLinkOpen(token: string): Promise<boolean> {
  return isSetupTokenOpen(appDatabase(), token);
}
