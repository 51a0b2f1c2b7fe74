import { sendAccountCode } from '../../src/account/account-code.ts';
import type { Account } from '../../src/domain/account.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { enrolTotp, type TotpEnrolment } from '../../src/features/second-factor/use-cases/enrol-totp.ts';
import type { ContactProof } from '../../src/features/second-factor/use-cases/prove-enrolment.ts';
import type { Actor } from '../../src/ports/companies.ts';
import type { TestApp } from './app.ts';
import { accountNow, camila, owner } from './recovery.ts';
import { digitsAt } from './totp.ts';

const BROWSER = 'the browser of the enrolment';

/** Camila's app and the codes that she printed. */
export interface Enrolled {
  readonly secret: string;
  readonly printed: readonly string[];
}

/** The newest code of six digits that was mailed to an address. */
export async function mailedCode(app: TestApp, to: string): Promise<string> {
  const [newest] = (await app.mailbox()).filter((mail) => mail.to === to && /\b\d{6}\b/.test(mail.text));
  return /\b\d{6}\b/.exec(newest?.text ?? '')?.[0] ?? 'none';
}

type FirstEnrolment = TotpEnrolment & ContactProof;

/** What a user types to enrol an app, with a code that was just sent; `own` replaces parts of it. */
export async function enrolment(
  app: TestApp,
  account: Account,
  own: Partial<FirstEnrolment> = {},
): Promise<FirstEnrolment> {
  const { deps } = app;
  const of = { account, purpose: 'second-factor', contact: 'email', browser: BROWSER } as const;
  await sendAccountCode(deps, of);
  const secret = deps.totp.newSecret();
  return {
    secret,
    digits: digitsAt(secret, deps.now()),
    label: 'Mi teléfono',
    contact: 'email',
    contactCode: await mailedCode(app, account.personal.email),
    serial: requireSerial(camila.serial),
    browser: BROWSER,
    device: undefined,
    ...own,
  };
}

/** Enrols an app for an account; `who` acts for a company. */
export async function enrolled(
  app: TestApp,
  { account, actor, ...own }: { account?: Account; actor?: Actor } & Partial<FirstEnrolment> = {},
): Promise<Enrolled> {
  const holder = account ?? (await accountNow(app));
  const typed = await enrolment(app, holder, own);
  return { secret: typed.secret, printed: await enrolTotp(app.deps, { account: holder, actor }, typed, owner) };
}
