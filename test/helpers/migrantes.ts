import type { Account } from '../../src/domain/account.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { withProof } from '../../src/domain/identity.ts';
import { Secret } from '../../src/domain/key.ts';
import { type Nie, parseNie } from '../../src/domain/nie.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import { checkDigit } from '../../src/domain/rut.ts';
import { confirmEmail } from '../../src/features/registration/use-cases/confirm-email.ts';
import { registerMigrante } from '../../src/features/registration/use-cases/register-migrante.ts';
import type { TestApp } from './app.ts';
import { newestLinkTo } from './captcha.ts';
import { registration, visitorFrom, withKey } from './registration.ts';

/** Jorge, whom the registry of NIE knows. */
export const jorge = { nie: parseNie('199.000.002-2'), key: 'Quiltro-77', email: 'jorge@correo.example' } as const;

/** A NIE that no registry knows. */
export function nthNie(nth: number): Nie {
  const number = String(199_000_010 + nth);
  return parseNie(`${number}-${checkDigit(number)}`);
}

/** Registers Jorge and confirms his mail; returns the NIE of the new account. */
export async function openJorge(app: TestApp): Promise<Nie> {
  const here = visitorFrom('198.51.100.7');
  const { run: _, serial: __, ...rest } = registration();
  const asked = {
    ...rest,
    nie: jorge.nie,
    key: new Secret(jorge.key),
    email: parseEmail(jorge.email),
    mobile: parseMobile('40000009'),
  };
  await registerMigrante(app.deps, asked, here);
  await confirmEmail(app.deps, withKey(await newestLinkTo(app, jorge.email)), here);
  return jorge.nie;
}

/** Two people reviewed copies of Jorge's document; returns the account as it is then. */
export async function reviewJorge({ deps }: Pick<TestApp, 'deps'>): Promise<Account> {
  const account = await deps.accounts.findByIdentifier('migrante', jorge.nie);
  const reviewed = await deps.accounts.change(account?.id ?? '', (latest) =>
    withProof(latest, deps.now(), { reached: 'revisada' }),
  );
  if (!reviewed) throw new Error('Jorge has no account');
  return reviewed;
}
