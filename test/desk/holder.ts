import { randomUUID } from 'node:crypto';
import type { Account, Profile } from '../../src/domain/account.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseNie } from '../../src/domain/nie.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { parseAnswer } from '../../src/domain/secret-question.ts';
import type { TestApp } from '../helpers/app.ts';
import { DAY } from '../helpers/recovery.ts';

/** An account as it stood for months, and what its person still has of it. */
export interface Held {
  readonly profile?: Extract<Profile, 'natural' | 'migrante'>;
  /** A RUN or a NIE. */
  readonly number: string;
  readonly email: string;
  /** Eight digits. */
  readonly mobile?: string;
  readonly declared?: boolean;
  /** Under `guia` an answer to the question of the pet. */
  readonly answer?: string;
}

/** The key of every such account; both policies accept it. */
const OLD_KEY = 'Quiltro-77';
export const keyUnder = ({ deps }: TestApp): string =>
  deps.policy.name === 'guia' ? OLD_KEY : 'Un quiltro en la plaza 77';

/** Adds the account with confirmed contacts; its card was checked two months ago unless `declared`. */
export async function addHolder(app: TestApp, held: Held): Promise<Account> {
  const { deps } = app;
  const { profile = 'natural', number, email, mobile, declared = profile === 'migrante' } = held;
  const id = randomUUID();
  const of =
    profile === 'natural'
      ? ({ kind: 'RUN', identifier: parseRun(number) } as const)
      : ({ kind: 'NIE', identifier: parseNie(number) } as const);
  const found =
    profile === 'natural'
      ? await deps.civilRegistry.findPerson(parseRun(number))
      : await deps.nieRegistry.findPerson(parseNie(number));
  if (!found) throw new Error(`${number} is in no registry`);
  const personal = {
    name: found.name,
    email: parseEmail(email),
    ...(mobile ? { mobile: parseMobile(mobile) } : {}),
    address: { street: 'Los Aromos', number: '12', comuna: '13101' },
  };
  const { answer } = held;
  const question =
    answer && deps.policy.asksQuestion
      ? { id: 1, answerHash: await deps.hasher.hash(new Secret(parseAnswer(answer)), { purpose: 'answer', id }) }
      : undefined;
  const keyHash = await deps.hasher.hash(new Secret(keyUnder(app)), { purpose: 'key', id });
  await deps.accounts.add({
    id,
    profile,
    ...of,
    identidad: declared ? 'declarada' : 'documento',
    keyHash,
    question,
    personal,
    simulado: true,
  });
  await deps.accounts.activate(id);
  const long = new Date(deps.now().getTime() - 60 * DAY);
  await deps.accounts.change(id, (latest) => ({
    ...latest,
    confirmed: { email: long, ...(mobile ? { mobile: long } : {}) },
    ...(declared ? {} : { identityProvedAt: long }),
  }));
  const account = await deps.accounts.find(id);
  if (!account) throw new Error('the account is gone');
  return account;
}
