import type { Account } from '../../src/domain/account.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import { parseRun, parseRut } from '../../src/domain/rut.ts';
import { confirmEmail } from '../../src/features/registration/use-cases/confirm-email.ts';
import { registerJuridica } from '../../src/features/registration/use-cases/register-juridica.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import type { TestApp } from './app.ts';
import { newestLinkTo } from './captcha.ts';
import { companyRegistration, panaderia } from './companies.ts';
import { confirmMobileOf } from './mobile.ts';
import { camila, DAY, elsewhere, MINUTE, owner } from './recovery.ts';
import { registration, withKey } from './registration.ts';

/** A squatter's contacts; the mask of the e-mail looks like Camila's own. */
export const squatter = {
  email: 'camilote@evixample.example',
  mobile: '+56940000777',
  key: 'La clave del ocupante 99',
} as const;

/** A number that an attacker registered, and the card of its owner. */
export interface Squatted {
  readonly profile: 'natural' | 'juridica';
  readonly identifier: Account['identifier'];
  /** The card of the owner, or of a representative in force. */
  readonly run: string;
  readonly serial: string;
}

export const squattedRun: Squatted = {
  profile: 'natural',
  identifier: camila.run,
  run: camila.rut,
  serial: camila.serial,
};
/** Panadería Los Andes; Rosa, who represents it, does not know of the account. */
export const squattedCompany: Squatted = {
  profile: 'juridica',
  identifier: parseRut(panaderia.rut),
  run: '44.000.001-0',
  serial: '512345678',
};

/** The input that begins a recovery of this number. */
export const recoveryBeginningOf = ({ profile, identifier, run, serial }: Squatted) => ({
  profile,
  identifier,
  serial,
  ...(profile === 'juridica' ? { representative: run } : {}),
});

/** The input of a contest by the owner. */
export const contestBy = ({ profile, identifier, run, serial }: Squatted) => ({
  run: parseRun(run),
  serial: requireSerial(serial),
  company: profile === 'juridica' ? parseRut(identifier) : undefined,
});

/** Registers a number that is not the squatter's and confirms the squatter's e-mail; a day passes. */
export async function squat(app: TestApp, { profile, run, identifier }: Squatted): Promise<void> {
  const key = new Secret(squatter.key);
  const email = parseEmail(squatter.email);
  const mobile = parseMobile(squatter.mobile.slice(4));
  const asks = app.deps.policy.asksQuestion;
  if (profile === 'natural') {
    const { question, ...rest } = registration({ key, email, mobile });
    await registerNatural(app.deps, asks && question ? { ...rest, question } : rest, elsewhere());
  } else {
    const { question, ...rest } = companyRegistration({ run });
    const representative = { ...rest.representative, mobile };
    const asked = { ...rest, key, email, representative };
    await registerJuridica(app.deps, asks && question ? { ...asked, question } : asked, elsewhere());
  }
  await confirmEmail(app.deps, withKey(await newestLinkTo(app, squatter.email), squatter.key), elsewhere());
  await confirmMobileOf(app, profile, identifier);
  await app.mailbox();
  app.advance(DAY + MINUTE);
}

/** The registration of the owner, by the card. */
export async function registerOwner(app: TestApp): Promise<void> {
  const asked = registration({ key: new Secret(camila.key), serial: camila.serial });
  await registerNatural(app.deps, asked, owner);
  await confirmEmail(app.deps, withKey(await newestLinkTo(app, camila.email), camila.key), owner);
}

/** The account that has the number now. */
export async function holderOf({ deps }: TestApp, { profile, identifier }: Squatted): Promise<Account> {
  const account = await deps.accounts.findByIdentifier(profile, identifier);
  if (!account) throw new Error('nobody holds it');
  return account;
}

/** From now on the account counts as used at a client; with `known` also from a known device a moment ago. */
export async function useAtClient(app: TestApp, squatted: Squatted, known = false): Promise<Account> {
  const { id } = await holderOf(app, squatted);
  await app.deps.clientUses.note({ accountId: id, clientId: 'ejemplo', scopes: ['run'] });
  if (known) await app.deps.accounts.change(id, (latest) => ({ ...latest, knownLoginAt: app.deps.now() }));
  return holderOf(app, squatted);
}
