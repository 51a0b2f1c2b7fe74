import { randomUUID } from 'node:crypto';
import { actFor } from '../../src/account/representation.ts';
import type { Here } from '../../src/account/who-is-in.ts';
import type { Account } from '../../src/domain/account.ts';
import { type AcrValue, acrValues } from '../../src/domain/acr-values.ts';
import { parseEmail } from '../../src/domain/email.ts';
import type { MemberRole } from '../../src/domain/member-role.ts';
import type { Rut } from '../../src/domain/rut.ts';
import { parseRun } from '../../src/domain/rut.ts';
import type { FactorAgain } from '../../src/domain/second-factor.ts';
import { acceptMembership } from '../../src/features/my-account/use-cases/accept-membership.ts';
import { inviteMember } from '../../src/features/my-account/use-cases/invite-member.ts';
import type { TestApp } from './app.ts';
import { ofPanaderia } from './companies.ts';
import { provedAs } from './proved.ts';
import { visitorFrom } from './registration.ts';
import { digitsAt } from './totp.ts';

export const INVITED = 'equipo@capacita.example';

const from = visitorFrom('198.51.100.7');

/** The account of Panadería Los Andes. */
export async function panaderiaNow({ deps }: TestApp): Promise<Account> {
  const found = await deps.accounts.findByIdentifier(ofPanaderia.profile, ofPanaderia.identifier);
  if (!found) throw new Error('no company');
  return found;
}

/** The account of a fictional person. */
export async function personNow({ deps }: TestApp, rut: string): Promise<Account> {
  const found = await deps.accounts.findByIdentifier('natural', parseRun(rut) as Rut);
  if (!found) throw new Error('no person');
  return found;
}

/** A user of an account, as far as use cases of members look; in a session of two factors if not said. */
export const hereOf = (account: Account, actor?: Here['actor'], acr: AcrValue = acrValues.secondFactor): Here =>
  ({ account, actor, session: { id: randomUUID(), acr } }) as unknown as Here;

/** What an invitation is about, and who gives it. */
export interface Given {
  readonly role?: MemberRole;
  readonly months?: number;
  /** RUN of the representative. */
  readonly run?: string;
  readonly factor?: FactorAgain;
}

/** Panadería Los Andes invites; the last part of the address in the mail. */
export async function inviteBy(
  app: TestApp,
  { role = 'desarrolla', months = 12, run = '44.000.001-0', factor = 'settled' }: Given = {},
): Promise<string> {
  const company = await panaderiaNow(app);
  const actor = await actFor(app.deps, company, parseRun(run), from);
  const proved = provedAs(company, actor.subject, factor);
  await inviteMember(app.deps, proved, { email: parseEmail(INVITED), role, months }, from);
  return invitationIn(app);
}

/** The last part of the address in the newest mail of an invitation. */
export async function invitationIn(app: TestApp): Promise<string> {
  const mail = (await app.mailbox()).find(
    ({ to, subject }) => to === INVITED && subject.includes('lo invita a actuar'),
  );
  return /\/organizaciones\/invitacion\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? 'none';
}

/** A person accepts. */
export const acceptBy = ({ deps }: TestApp, account: Account, token: string): Promise<void> =>
  acceptMembership(deps, hereOf(account), token, from);

/** Gives an account an authenticator app; the id of the credential. */
export const giveFactor = async (app: TestApp, account: Account): Promise<string> => (await giveApp(app, account)).id;

/** The same, of a representative too: the id, and the digits that it shows, each time those of a later minute. */
export async function giveApp(app: TestApp, { id: accountId }: Account, actor?: string) {
  const { deps } = app;
  const id = randomUUID();
  const secret = deps.totp.newSecret();
  await deps.credentials.add([
    { id, kind: 'totp', accountId, actor, content: { secret }, label: 'Mi teléfono', cardAt: deps.now() },
  ]);
  const digits = (): string => {
    app.advance(60_000);
    return digitsAt(secret, deps.now());
  };
  return { id, digits };
}

/** An app of the representative of Panadería Los Andes, and its digits. */
export async function giveRepresentativeApp(app: TestApp, run = '44.000.001-0') {
  const company = await panaderiaNow(app);
  return giveApp(app, company, (await actFor(app.deps, company, parseRun(run), from)).subject);
}
