import type { CardVisitor } from '../../../account/card-tries.ts';
import { checkCedula } from '../../../account/check-cedula.ts';
import { openCaseOfAct } from '../../../account/open-case.ts';
import { assertRepresents, companyNow } from '../../../account/representation.ts';
import { rutOf } from '../../../domain/account.ts';
import type { CedulaSerial } from '../../../domain/cedula.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Deps } from '../../../ports/deps.ts';
import { recreationOf } from './legacy-recreation.ts';

/** The card with which the reader of an imported contact answers; of a company, that of a representative in force. */
interface ShownCard {
  readonly token: string;
  readonly run?: Rut | undefined;
  readonly serial: CedulaSerial;
}

/**
 * Stops a re-creation from the old system: the same person's card was shown twice, and two people at the desk decide
 * (rules, Legacy). Gives the folio. Throws `link-spent`, and what the check of the card throws.
 */
export async function stopRecreation(
  deps: Deps,
  { token, run, serial }: ShownCard,
  visitor: CardVisitor,
): Promise<string> {
  const found = await recreationOf(deps, token);
  if (!found) throw new Refusal('link-spent');
  const { account, hold } = found;
  const company = account.profile === 'juridica';
  const whose = company ? run : rutOf(account);
  if (!whose) throw new Refusal('rut-missing');
  if (company) assertRepresents(await companyNow(deps, rutOf(account)), whose);
  await checkCedula(deps, whose, serial, visitor);
  return deps.atomically(async () => {
    await deps.links.spend('recreation', token);
    const { id: accountId, subject, personal } = account;
    if (!(await deps.pendingChanges.end(hold.id, 'desk'))) throw new Refusal('link-spent');
    const folio = await openCaseOfAct(deps, account, { folio: hold.folio, kind: 'identidad-disputada' });
    const details = { kind: hold.kind, by: 'link' };
    await deps.audit.record({ act: 'hold.contested', accountId, subject, visitor, details });
    const notice = { kind: 'recreation-at-desk', folio } as const;
    if (hold.confirmedAt) await deps.notifier.send(notice, { channel: 'mail', to: personal.email }, accountId);
    return folio;
  });
}
