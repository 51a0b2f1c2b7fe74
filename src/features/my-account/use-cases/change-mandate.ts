import { endMandate, type MandateNeeds, tellBoth } from '../../../account/end-mandate.ts';
import { assertProved, type ProvedHolder } from '../../../account/proved-holder.ts';
import { type Account, rutOf } from '../../../domain/account.ts';
import { instantOf } from '../../../domain/instant.ts';
import { renewableFrom, yearAfter } from '../../../domain/mandate.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Mandate } from '../../../ports/mandates.ts';

type Needs = MandateNeeds & Pick<Deps, 'credentials'>;

/**
 * A company, whose key and factor were proved again, ends its mandate for a facilitador. Throws `mandate-gone` for one
 * that ended or is another company's, and what `assertProved` throws.
 */
export async function revokeMandate(deps: Needs, proved: ProvedHolder, id: string, visitor: Visitor): Promise<void> {
  await deps.atomically(async () => {
    const { company, mandate } = await ownMandate(deps, proved, id);
    const by = { visitor, details: byActor(proved) };
    await endMandate(deps, mandate, { reason: 'revocado', by, company });
  });
}

/** The same for twelve months more, in its last 60 days; throws `mandate-early` before. */
export async function renewMandate(deps: Needs, proved: ProvedHolder, id: string, visitor: Visitor): Promise<void> {
  await deps.atomically(async () => {
    const { company, mandate } = await ownMandate(deps, proved, id);
    const now = deps.now();
    if ((await deps.accounts.find(mandate.accountId))?.state === 'cerrada') throw new Refusal('mandate-gone');
    if (now < renewableFrom(mandate)) throw new Refusal('mandate-early', { until: renewableFrom(mandate) });
    const renewed = now < mandate.until && (await deps.mandates.renew(id, yearAfter(mandate.until)));
    if (!renewed) throw new Refusal('mandate-gone');
    const entry = { act: 'mandate.renewed', visitor, details: byActor(proved) } as const;
    const until = instantOf(renewed.until);
    const { razonSocial } = renewed.organisation;
    const about = { kind: 'mandate-renewed', at: instantOf(now), company: razonSocial, until } as const;
    await tellBoth(deps, renewed, company, entry, (reader) => ({ ...about, ...reader }));
  });
}

const byActor = ({ actor }: ProvedHolder) => ({ by: 'account', ...(actor ? { actor } : {}) });

/** Under the lock of the company's account: the key may have changed, and only its own mandates are its to end. */
async function ownMandate(
  deps: Needs,
  proved: ProvedHolder,
  id: string,
): Promise<{ readonly company: Account; readonly mandate: Mandate }> {
  const company = await deps.accounts.lock(proved.account.id);
  if (company?.state !== 'activa' || company.profile !== 'juridica') throw new Refusal('mandate-gone');
  await assertProved(deps, proved, { account: company, actor: proved.actor });
  const mandate = (await deps.mandates.ofOrganisation(rutOf(company))).find((one) => one.id === id);
  if (!mandate) throw new Refusal('mandate-gone');
  return { company, mandate };
}
