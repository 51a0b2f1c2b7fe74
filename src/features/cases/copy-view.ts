import { type Account, fullName } from '../../domain/account.ts';
import type { MrzVerdict } from '../../domain/cases/document-copy.ts';
import { maskIdentifier } from '../../domain/masked-identifier.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { DeskCase } from '../../ports/cases.ts';
import type { StoredFile } from '../../ports/files.ts';
import type { MemberShown } from './queue.ts';
import type { CaseSheet } from './use-cases/case-sheet.ts';

/** What is known of a copy. */
interface CopyShown {
  readonly one: DeskCase;
  readonly file: StoredFile;
  readonly holder: Account | undefined;
  readonly names: ReadonlyMap<string, MemberShown>;
  readonly now: Date;
}

/** A copy in words: the data of the account that it is compared with, and what its zone said. */
export function copyPageView(texts: Catalogue, { one, file, holder, names, now }: CopyShown) {
  const { cases, desk, files } = texts;
  const whose = holder ?? one.about;
  return {
    folio: one.folio,
    version: one.version,
    reviewed: one.copy?.sha256,
    file: files.received(file),
    // Before the scanner passed it nothing is shown.
    waits: file.state === 'limpio' ? undefined : cases.copy.states[file.state],
    rows: [
      { dt: cases.copy.name, dd: holder?.personal.name ? fullName(holder.personal.name) : cases.copy.noName },
      { dt: cases.rows.number, dd: whose ? maskIdentifier(whose.identifier) : cases.erased },
      ...(holder ? [{ dt: cases.rows.identity, dd: desk.identity[holder.identidad] }] : []),
    ],
    mrz: zoneView(texts, one, names, now),
  };
}

/** What was read in the zone last. */
export function zoneView(texts: Catalogue, { copy }: Pick<DeskCase, 'copy'>, names: CopyShown['names'], now: Date) {
  const { cases, formats } = texts;
  const read = copy?.mrz;
  if (!read) return undefined;
  return {
    fits: read.wrong.length === 0,
    rows: [
      {
        dt: cases.copy.digits,
        dd:
          read.wrong.length === 0
            ? cases.copy.fits
            : cases.copy.wrong(formats.list(read.wrong.map((one) => cases.copy.fields[one]))),
      },
      { dt: cases.rows.expires, dd: read.expires ? formats.day(read.expires) : cases.copy.unread },
      { dt: read.born === undefined ? cases.copy.names : cases.request.names, dd: read.names ? cases.yes : cases.no },
      ...fitRow(cases, cases.request.number, read.number),
      ...fitRow(cases, cases.request.born, read.born),
    ],
    by: names.get(read.by)?.name ?? cases.unknownMember,
    moment: momentOf(texts, read.at, now),
  };
}

const fitRow = (cases: Catalogue['cases'], dt: string, fits: boolean | undefined) =>
  fits === undefined ? [] : [{ dt, dd: fits ? cases.request.fits : cases.request.differs }];

const isOther = ({ wrong, number, born }: MrzVerdict): boolean =>
  wrong.length > 0 || number === false || born === false;

const turns = [0, 90, 180, 270] as const;

/** How the picture is looked at, and the links to other ways: turned, enlarged, another page. */
export function looksOf(
  { giro, grande }: Readonly<Record<string, unknown>>,
  { page, pages, back }: { readonly page: number; readonly pages: number; readonly back: string },
) {
  const turn = turns.find((one) => String(one) === giro) ?? 0;
  const large = grande === 'si';
  const href = (other: number, turned: number, enlarged: boolean): string =>
    `${back}/copia/${other}?${new URLSearchParams({ giro: String(turned), grande: enlarged ? 'si' : 'no' })}#copia`;
  return {
    page,
    pages,
    turn,
    large,
    source: `${back}/pixeles/${page}`,
    looks: {
      left: href(page, (turn + 270) % 360, large),
      right: href(page, (turn + 90) % 360, large),
      size: href(page, turn, !large),
      before: page > 1 ? href(page - 1, turn, large) : undefined,
      after: page < pages ? href(page + 1, turn, large) : undefined,
    },
  };
}

/** The file on the page of its case; its pixels are on a page of their own, below the page of the case. */
export function copyRow({ cases, files }: Catalogue, { one, file }: Pick<CaseSheet, 'one' | 'file'>) {
  if (!file || one.closedAt) return undefined;
  const { mrz } = one.copy ?? {};
  return {
    words: files.received(file),
    state: cases.copy.states[file.state],
    mrz: mrz && (isOther(mrz) ? cases.copy.differs : cases.copy.fits),
  };
}
