import { expiresAt } from '../domain/cases/end-steps.ts';
import { maskIdentifier } from '../domain/masked-identifier.ts';
import { type Day, dayOf } from '../domain/working-days.ts';
import type { CaseDeps } from '../features/cases/use-cases/case-deps.ts';
import { concludeCase } from '../features/cases/use-cases/conclude-case.ts';
import { readCase } from '../features/cases/use-cases/read-case.ts';
import { caseNames } from '../locales/es-CL/cases/kinds.ts';
import { caseStateNames } from '../locales/es-CL/cases/states.ts';
import { formats } from '../locales/es-CL/formats/formats.ts';
import { caseList, caseSheet, caseTexts } from '../locales/es-CL/operator/cases.ts';
import type { CasePage, DeskCase } from '../ports/cases.ts';
import { CommandRefused } from './args.ts';
import type { CasesAsked } from './cases-args.ts';
import { aligned, printable } from './terminal.ts';

/** Runs the command and returns what the operator reads; throws CommandRefused. */
export async function answerCases(deps: CaseDeps, asked: Exclude<CasesAsked, { verb: 'help' }>): Promise<string> {
  if (asked.verb === 'list') return listOf(await deps.cases.page(asked.filter, asked.limit));
  return asked.verb === 'show' ? show(deps, asked.folio, asked.by) : close(deps, asked.folio, asked);
}

async function close(deps: CaseDeps, folio: string, as: Parameters<typeof concludeCase>[2]): Promise<string> {
  if (!(await concludeCase(deps, folio, as))) throw noCase(folio);
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
    caseNames[one.kind],
    caseStateNames[one.state],
    formats.day(dayOf(one.openedAt)),
    formats.day(lastDay(one)),
  ]);
  return [...aligned([caseList.headings, ...rows]), ...notes].join('\n');
}

async function show(deps: CaseDeps, folio: string, by: string): Promise<string> {
  const read = await readCase(deps, folio, { name: by });
  if (!read) throw noCase(folio);
  const { one, holder } = read;
  return aligned([
    [caseSheet.folio, one.folio],
    [caseSheet.kind, caseNames[one.kind]],
    [caseSheet.state, caseStateNames[one.state]],
    [caseSheet.asked, formats.day(dayOf(one.openedAt))],
    [caseSheet.ends, formats.day(lastDay(one))],
    [caseSheet.nie, one.about ? maskIdentifier(one.about.identifier) : caseSheet.erased],
    [
      caseSheet.account,
      holder ? caseTexts.account({ state: holder.state, identity: holder.identidad }) : caseSheet.noAccount,
    ],
    ...(holder ? [[caseSheet.acts, `npm run -s audit -- export --account ${holder.id}`]] : []),
    [caseSheet.toDo, caseSheet.advice],
  ]).join('\n');
}

/** The day on which a case expires that waits for its person, or that of the answer. */
const lastDay = (one: DeskCase): Day => dayOf(expiresAt(one) ?? one.dueAt);
