import { randomUUID } from 'node:crypto';
import type { ExecutionContext } from 'ava';
import type { Asking } from '../../src/account/key-proof.ts';
import type { Argon2Engine } from '../../src/adapters/hashing/engine.ts';
import { SEEDED_KEY } from '../../src/dev/people/seed.ts';
import type { Account, Identifier } from '../../src/domain/account.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { readKey, Secret } from '../../src/domain/key.ts';
import { Refusal } from '../../src/domain/refusal.ts';
import { parseRun, type Rut } from '../../src/domain/rut.ts';
import type { Deps } from '../../src/ports/deps.ts';
import { Unavailable } from '../../src/ports/unavailable.ts';
import { openTestApp, type TestApp } from './app.ts';
import { visitorFrom } from './registration.ts';
import { type LogInAttempt, logIn } from './whole-sign-in.ts';

export const rosaRun = parseRun('44.000.001-0');
export const unknownRun = parseRun('44.000.105-K');
export const WRONG = 'otra clave 123';

/** An app with budgets, closed with the test; `hashCost` gives hashes the cost of production, `hashEngine` their engine. */
export async function openBudgets(
  t: ExecutionContext,
  policy: 'guia' | 'segura' = 'guia',
  hashCost?: 'production',
  hashEngine?: Argon2Engine,
): Promise<TestApp> {
  const app = await openTestApp({ env: { CLAVE_POLICY: policy }, hashCost, hashEngine });
  t.teardown(app.stop);
  return app;
}

/** One try to sign in; by default Rosa with her own key from 198.51.100.7. */
export interface Tried {
  readonly typed?: string;
  readonly identifier?: Identifier;
  readonly network?: string;
  readonly device?: string | undefined;
  readonly asking?: Asking | undefined;
}

const attemptOf = ({
  typed = SEEDED_KEY,
  identifier = rosaRun,
  network = '198.51.100.7',
  ...rest
}: Tried): LogInAttempt => ({
  profile: 'natural',
  identifier,
  key: readKey(typed),
  device: rest.device,
  asking: rest.asking,
  client: { clientId: 'ejemplo', name: 'Portal de Ejemplo' },
  visitor: visitorFrom(network),
});

/** "in", the code of the refusal, or "busy" where the queue of hashes was full. */
export const tried = ({ deps }: { readonly deps: Deps }, what: Tried = {}): Promise<string> =>
  outcome(() => logIn(deps, attemptOf(what)));

/** The same of any sign-in. */
export async function outcome(signIn: () => Promise<unknown>): Promise<string> {
  try {
    await signIn();
    return 'in';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    if (error instanceof Unavailable) return 'busy';
    throw error;
  }
}

/** Dependencies with which no key is right and a hash costs nothing: keys that attackers type are wrong in any case. */
export const wrongAtOnce = ({ deps }: TestApp): { readonly deps: Deps } => ({
  deps: { ...deps, hasher: { ...deps.hasher, matches: async () => false } },
});

/** Wrong keys at the same time, each for another of these people, as long as there are enough of them. */
export async function failFrom(app: TestApp, networks: readonly string[], people: readonly Rut[]): Promise<void> {
  const strangers = wrongAtOnce(app);
  const fail = (network: string, place: number) =>
    tried(strangers, { typed: WRONG, network, identifier: people[place % people.length] ?? rosaRun });
  await Promise.all(networks.map(fail));
}

/** Adds people who all have the same key, each with a mailbox of their own; returns their numbers. */
export async function addPeople({ deps }: TestApp, count: number): Promise<readonly Rut[]> {
  const model = await deps.accounts.findByIdentifier('natural', rosaRun);
  if (!model) throw new Error('Rosa has no account');
  const { kind, profile, identidad, personal } = model;
  const runs: Rut[] = [];
  for (let place = 0; place < count; place += 1) {
    const identifier = runOf(45_000_000 + place);
    const id = randomUUID();
    const keyHash = await deps.hasher.hash(new Secret(SEEDED_KEY), { purpose: 'key', id });
    const own = { ...personal, email: parseEmail(`persona-${place}@correo.example`) };
    await deps.accounts.add({ id, kind, profile, identidad, identifier, keyHash, personal: own, simulado: true });
    await deps.accounts.activate(id);
    runs.push(identifier);
  }
  return runs;
}

/** A number with its check digit (modulo 11). */
function runOf(number: number): Rut {
  const digits = [...String(number)].reverse().map(Number);
  const sum = digits.reduce((total, digit, place) => total + digit * (2 + (place % 6)), 0);
  const rest = 11 - (sum % 11);
  return parseRun(`${number}-${rest === 11 ? 0 : rest === 10 ? 'K' : rest}`);
}

export async function rosaNow({ deps }: TestApp): Promise<Account> {
  const account = await deps.accounts.findByIdentifier('natural', rosaRun);
  if (!account) throw new Error('Rosa has no account');
  return account;
}

/** The cookie of a known device of Rosa's account. */
export const rosasDevice = async (app: TestApp): Promise<string> =>
  app.deps.devices.remember(undefined, await rosaNow(app));
