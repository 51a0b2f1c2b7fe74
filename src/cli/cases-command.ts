import { maskIdentifier } from '../domain/masked-identifier.ts';
import { daysOf } from '../domain/retention.ts';
import { addDays, type Day, dayOf } from '../domain/working-days.ts';
import { type CaseDeps, closeCase, readCase } from '../features/identity/use-cases/case-deps.ts';
import { formats } from '../locales/es-CL/formats/formats.ts';
import { caseKinds, caseList, caseSheet, caseTexts } from '../locales/es-CL/operator/cases.ts';
import type { CaseKind, CasePage, OpenCase } from '../ports/cases.ts';
import { CommandRefused } from './args.ts';
import type { CasesAsked } from './cases-args.ts';
import { aligned, printable } from './terminal.ts';

const kinds: Readonly<Record<CaseKind, string>> = caseKinds;

/** Runs the command and returns what the operator reads; throws CommandRefused. */
export async function answerCases(deps: CaseDeps, asked: Exclude<CasesAsked, { verb: 'help' }>): Promise<string> {
  if (asked.verb === 'list') return listOf(await deps.cases.page(asked.limit));
  return asked.verb === 'show' ? show(deps, asked.folio, asked.by) : close(deps, asked.folio, asked);
}

async function close(deps: CaseDeps, folio: string, as: Parameters<typeof closeCase>[2]): Promise<string> {
  if (!(await closeCase(deps, folio, as))) throw noCase(folio);
  return caseTexts.closed({ folio, reason: as.reason });
}

const noCase = (folio: string) => new CommandRefused(caseTexts['no-case']({ folio: printable(folio) }));

/** The list contains no RUT: an operator who reads one case gives their name. */
function listOf({ cases, more, unverified }: CasePage): string {
  const notes = [
    ...(more ? [caseList.more] : []),
    ...(unverified > 0 ? [caseTexts.unverified({ count: unverified })] : []),
  ];
  if (cases.length === 0) return [caseList.none, ...notes].join('\n');
  const rows = cases.map((one) => [
    one.folio,
    kinds[one.kind],
    formats.day(dayOf(one.openedAt)),
    formats.day(lastDay(one)),
  ]);
  return [...aligned([caseList.headings, ...rows]), ...notes].join('\n');
}

async function show(deps: CaseDeps, folio: string, by: string): Promise<string> {
  const read = await readCase(deps, folio, by);
  if (!read) throw noCase(folio);
  const { one, holder } = read;
  return aligned([
    [caseSheet.folio, one.folio],
    [caseSheet.kind, kinds[one.kind]],
    [caseSheet.asked, formats.day(dayOf(one.openedAt))],
    [caseSheet.ends, formats.day(lastDay(one))],
    [caseSheet.nie, maskIdentifier(one.identifier)],
    [
      caseSheet.account,
      holder ? caseTexts.account({ state: holder.state, identity: holder.identidad }) : caseSheet.noAccount,
    ],
    ...(holder ? [[caseSheet.acts, `npm run -s audit -- export --account ${holder.id}`]] : []),
    [caseSheet.toDo, caseSheet.advice],
  ]).join('\n');
}

/** The day on which an open case expires. */
const lastDay = ({ openedAt }: OpenCase): Day => addDays(dayOf(openedAt), daysOf('openCases'));
