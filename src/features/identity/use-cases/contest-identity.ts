import type { CardVisitor } from '../../../account/card-tries.ts';
import { checkCedula } from '../../../account/check-cedula.ts';
import { contestAccount } from '../../../account/contest-account.ts';
import { assertRepresents, companyNow } from '../../../account/representation.ts';
import { tryRepresentative } from '../../../account/representative-tries.ts';
import type { Account, Identifier } from '../../../domain/account.ts';
import type { CedulaSerial } from '../../../domain/cedula.ts';
import type { ContestReceipt } from '../../../domain/contest-receipt.ts';
import { neverProved } from '../../../domain/identity.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/** A person who declares that another person registered their RUN, or a company of theirs. */
export interface Contest {
  readonly run: Rut;
  readonly serial: CedulaSerial;
  /** The company, if that is what the other person registered. */
  readonly company?: Rut | undefined;
}

/** The next page: a receipt, or the page that asks whether the account is the person's own after all. */
type ContestBegun = { readonly receipt: ContestReceipt } | { readonly recovery: string };

/**
 * Begins a contest by the card. Where an account that was never proved holds the number, the next page asks whether it
 * is the person's own, in this browser and for 15 minutes; all else ends here. Nothing is revealed before the card is
 * proved.
 */
export async function beginContest(
  deps: Deps,
  asked: Contest,
  browser: string,
  visitor: CardVisitor,
): Promise<ContestBegun> {
  const holder = await holderByCard(deps, asked, visitor);
  if (!holder || !neverProved(holder) || holder.contest)
    return { receipt: await contestHolder(deps, holder, asked, visitor) };
  const { run, serial, company } = asked;
  const recovery = await deps.recoveries.begin(
    {
      profile: company ? 'juridica' : 'natural',
      identifier: holder.identifier,
      accountId: holder.id,
      question: 'none',
      cardAlways: true,
      representative: company ? run : undefined,
      card: true,
      serial,
      cardAt: deps.now().toISOString(),
      unproved: true,
      mailOnly: false,
      byMail: false,
      email: 'wrong',
      sent: false,
    },
    browser,
  );
  return { recovery };
}

/** Contests at once, without asking whether the account is the person's own. */
export async function contestIdentity(deps: Deps, asked: Contest, visitor: CardVisitor): Promise<ContestReceipt> {
  return contestHolder(deps, await holderByCard(deps, asked, visitor), asked, visitor);
}

async function holderByCard(deps: Deps, { run, serial, company }: Contest, visitor: CardVisitor) {
  const check = () => checkCedula(deps, run, serial, visitor);
  if (!company) await check();
  // Whether the person represents it is shown only after the card was right.
  else
    await tryRepresentative(deps, company, visitor, async () => {
      await check();
      assertRepresents(await companyNow(deps, company), run);
    });
  const identifier: Identifier = company ?? run;
  const found = await deps.accounts.findByIdentifier(company ? 'juridica' : 'natural', identifier);
  return found?.state === 'pendiente_correo' ? undefined : found;
}

async function contestHolder(
  deps: Deps,
  holder: Account | undefined,
  { run, serial }: Contest,
  visitor: Visitor,
): Promise<ContestReceipt> {
  if (holder) return contestAccount(deps, holder, { run, serial }, visitor);
  await recordContest(deps, undefined, 'free', visitor);
  return { outcome: 'free', folio: visitor.reference };
}

async function recordContest(
  { audit }: Deps,
  holder: Account | undefined,
  outcome: ContestReceipt['outcome'],
  visitor: Visitor,
): Promise<void> {
  const { id: accountId, subject } = holder ?? {};
  await audit.record({ act: 'identity.contested', accountId, subject, visitor, details: { outcome } });
}
