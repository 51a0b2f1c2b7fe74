import type { Account } from '../domain/account.ts';
import { maskIdentifier } from '../domain/masked-identifier.ts';
import { whyNotExtended } from '../domain/right-terms.ts';
import { extendedDue } from '../domain/rights.ts';
import { dayOf } from '../domain/working-days.ts';
import { readRight } from '../features/privacy/use-cases/review-right.ts';
import { formats } from '../locales/es-CL/formats/formats.ts';
import { accountStates, rightSheet, rightSheetTexts } from '../locales/es-CL/operator/rights.ts';
import { groundTexts } from '../locales/es-CL/rights/grounds.ts';
import { rightNames } from '../locales/es-CL/rights/names.ts';
import type { RightRequest } from '../ports/right-requests.ts';
import { lastDayOf, stateOf, termOf } from './right-terms.ts';
import type { RightsCommandDeps } from './rights-deps.ts';
import { aligned, paragraph } from './terminal.ts';

/**
 * The sheet of a request: what is needed to answer it, with the RUT masked and no name or contact. The reading operator
 * is recorded in the trail and in the person's Actividad.
 */
export async function showRight(deps: RightsCommandDeps, request: RightRequest, by: string): Promise<string> {
  const account = await deps.accounts.find(request.accountId);
  const rows = [...termRows(request, deps.now()), ...(await personRows(deps, request, account))];
  const { detail, extension, reasons, lifting } = await readRight(deps, request, by);
  return [
    ...aligned(rows),
    ...paragraph(rightSheet.detail, detail ?? rightSheet.noDetail),
    ...(extension ? paragraph(rightSheet.extensionReasons, extension) : []),
    ...(reasons ? paragraph(rightSheet.answer, reasons) : []),
    ...(lifting ? paragraph(rightSheet.liftingReasons, lifting) : []),
  ].join('\n');
}

function termRows(request: RightRequest, now: Date): readonly (readonly string[])[] {
  const blocked = whyNotExtended(request, dayOf(now));
  const longer = extendedDue(request.kind, request.dueOn, request.extendedAt !== undefined);
  return [
    [rightSheet.folio, request.folio],
    [rightSheet.right, rightNames[request.kind]],
    [rightSheet.state, stateOf(request)],
    ...(request.ground ? [[rightSheet.ground, `${request.ground}: ${groundTexts[request.ground]}`]] : []),
    [rightSheet.asked, formats.day(dayOf(request.askedAt))],
    [rightSheet.lastDay, lastDayOf(request)],
    [rightSheet.term, termOf(request, now)],
    [
      rightSheet.extension,
      blocked || !longer
        ? rightSheetTexts['no-extension']({ why: blocked ?? 'answered' })
        : rightSheetTexts['extension-until']({ day: formats.day(longer) }),
    ],
  ];
}

async function personRows(
  deps: RightsCommandDeps,
  { accountId, actor: subject }: RightRequest,
  account: Account | undefined,
): Promise<readonly (readonly string[])[]> {
  const trail = [rightSheet.acts, `npm run -s audit -- export --account ${accountId}`];
  if (!account) return [[rightSheet.account, rightSheet.accountGone], trail];
  const actor = subject === undefined ? undefined : await deps.companies.findActor(accountId, { subject });
  return [
    [
      rightSheet.account,
      `${account.profile}, ${account.kind} ${maskIdentifier(account.identifier)}, ${accountStates[account.state]}`,
    ],
    ...(actor ? [[rightSheet.actor, rightSheetTexts.actor({ run: maskIdentifier(actor.run) })]] : []),
    [rightSheet.identity, rightSheet.identities[(actor ?? account).identidad]],
    trail,
  ];
}
