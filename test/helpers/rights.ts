import { actForChange } from '../../src/account/representation.ts';
import type { Here } from '../../src/account/who-is-in.ts';
import { acrValues } from '../../src/domain/acr-values.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseRun, parseRut } from '../../src/domain/rut.ts';
import { makeExport } from '../../src/features/privacy/use-cases/make-export.ts';
import type { TestApp } from './app.ts';
import { panaderia } from './companies.ts';
import { accountNow, camila, owner } from './recovery.ts';
import { writeCopy } from './spanish-copy.ts';

const session = { id: 'sesion', actorSubject: undefined, sessionUid: 'uid', acr: acrValues.key, startedAt: new Date() };

/** Camila, signed in. */
export async function camilaIn(app: TestApp): Promise<Here> {
  const account = await accountNow(app);
  return { account, actor: undefined, session: { ...session, accountId: account.id } };
}

/** Panadería Los Andes, signed in by one of its representatives. */
export async function panaderiaIn({ deps }: TestApp, run: string): Promise<Here> {
  const account = await deps.accounts.findByIdentifier('juridica', parseRut(panaderia.rut));
  if (!account) throw new Error('there is no company');
  const actor = await actForChange(deps, account, parseRun(run), owner);
  return { account, actor, session: { ...session, accountId: account.id, actorSubject: actor.subject } };
}

/** A key typed once more. */
export const again = (key: string = camila.key) => ({ key: new Secret(key), device: undefined });

/** Makes all copies that wait, and says how many there were. */
export async function makeCopies({ deps }: TestApp): Promise<number> {
  let made = 0;
  while (await makeExport(deps, writeCopy)) made += 1;
  return made;
}
