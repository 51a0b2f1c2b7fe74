import { nextProof } from '../../src/domain/next-proof.ts';
import { checkNewDeviceCode, sendFirstCode } from '../../src/features/sign-in/use-cases/new-device-code.ts';
import { recordLogin } from '../../src/features/sign-in/use-cases/record-login.ts';
import { takeCompanyKey } from '../../src/features/sign-in/use-cases/take-company-key.ts';
import { type KeyAttempt, takeKey } from '../../src/features/sign-in/use-cases/take-key.ts';
import type { Deps } from '../../src/ports/deps.ts';
import type { TestApp } from './app.ts';
import { deviceCodeIn } from './new-device.ts';

interface LoggedInAt {
  readonly client: { readonly clientId: string; readonly name: string };
}

export type LogInAttempt = Omit<KeyAttempt, 'client'> & LoggedInAt;
type CompanyAttempt = Omit<Parameters<typeof takeCompanyKey>[1], 'client'> & LoggedInAt;
type Login = Parameters<typeof recordLogin>[1];
type Reads = Pick<TestApp, 'mailbox'>;

/**
 * A sign-in without its pages: the key and, where the policy asks for a code of the mailbox, that code; without an app
 * to read it in, the sign-in is left at the page that asks for it.
 */
export async function logIn(deps: Deps, attempt: LogInAttempt, app?: Reads): Promise<Login['account']> {
  const { account, known } = await takeKey(deps, attempt);
  await end(deps, { account, known, by: 'key' }, attempt, app);
  return account;
}

/** The same for a company. */
export async function logInJuridica(deps: Deps, attempt: CompanyAttempt, app?: Reads) {
  const { account, known, actor } = await takeCompanyKey(deps, attempt);
  await end(deps, { account, known, actor: actor.subject, by: 'key' }, attempt, app);
  return { account, actor };
}

let signIns = 0;

async function end(
  deps: Deps,
  login: Login,
  { client, visitor }: LoggedInAt & Pick<KeyAttempt, 'visitor'>,
  app: Reads | undefined,
): Promise<void> {
  const { account, known } = login;
  if (!nextProof({ policy: deps.policy, known, factors: [], remembered: false, keyTooShort: false, given: [] }))
    return recordLogin(deps, login, { client, visitor });
  if (!app) return;
  signIns += 1;
  const of = { account, browser: 'un equipo nuevo', uid: String(signIns) };
  await sendFirstCode(deps, of, visitor);
  const typed = await deviceCodeIn({ app, to: account.personal.email });
  await recordLogin(deps, login, { client, visitor }, await checkNewDeviceCode(deps, of, typed, visitor));
}
