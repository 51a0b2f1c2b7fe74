import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Case } from '../../../domain/cases/case.ts';
import { REFERENCE_BYTES, referenceOf } from '../../../domain/reference.ts';
import type { CasePerson, Cases, DeskCase, NewDeskCase } from '../../../ports/cases.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { carryRowVersion } from '../audit/carry-row-version.ts';
import { dropRowVersion, knownVersion, rowName } from '../audit/row-versions.ts';
import type { Database } from '../database/database.ts';
import { writtenDigest } from '../evidence/written-digest.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { assertNewest } from '../row-mac/versioned-rows.ts';
import { askedContacts } from './asked-contacts.ts';
import { caseParts } from './case-parts.ts';
import { type CaseRow, columnsOf, numberMarks, sealedPerson, toCase } from './case-row.ts';
import { othersOfNumber } from './others-of-number.ts';
import { casesDue, expiredCases, pageOfCases } from './queue.ts';

/** One case in so many is called back. */
const CALLED_BACK = 20;
/** Of a case that ended it is not kept whose number it is about. */
const forgotten = { content: null, number_hmac: null } as const;

/** Cases of the desk in PostgreSQL: whose number and what was decided are sealed, and rows are bound with a version. */
export function postgresCases(database: Database, secrets: KeyMaterial, now: () => Date): Cases {
  const { run, atomically } = database;
  const macs = rowMacs(secrets);
  const rows = boundRows<CaseRow>(database, macs, 'cases');
  const caseOf = (row: CaseRow | undefined): DeskCase | undefined => row && toCase(row, secrets);
  const waiting = (which: object) => rows.first((cases) => cases.where(which).whereNull('ended_at'));
  const markOf = (about: CasePerson | undefined) => (about && numberMarks(about, secrets)[0]) ?? null;
  const claims = (claim: readonly string[]) => secrets.hmacs('cases', 'claim', ...claim);

  const newRow = ({ id = randomUUID(), folio, begun, about, accountId, claim }: NewDeskCase): CaseRow => {
    const opened = {
      id,
      folio,
      kind: begun.kind,
      content: begun.closedAt ? null : sealedPerson(id, about, secrets),
      opened_at: begun.openedAt,
      account_id: accountId ?? null,
      claim: claims(claim)[0] ?? null,
      number_hmac: begun.closedAt ? null : markOf(about),
    };
    return Object.assign(opened, columnsOf(id, 1, begun, secrets));
  };

  const sameAs = ({ claim }: NewDeskCase) =>
    rows.first((cases) => cases.whereIn('claim', claims(claim)).whereNull('ended_at'));
  const insert = async (one: NewDeskCase): Promise<boolean> => {
    const row = macs.signed('cases', newRow(one));
    return (await run<CaseRow[]>((sql) => sql('cases').insert(row).onConflict().ignore().returning('*'))).length > 0;
  };

  /**
   * Has an act of the step carry the version that the step leads to; throws TamperedRow where the trail knows it, or a
   * later one: the row, which is locked, is an older one that was put back.
   */
  const carried = async (
    { id, version }: CaseRow,
    rowVersion: number,
    step: () => Case | undefined | Promise<Case | undefined>,
  ): Promise<Case | undefined> => {
    const name = rowName('cases', id);
    const { rows: found } = await run<{ rows: { known: number | null }[] }>((sql) =>
      sql.raw(`select ${knownVersion('?')} as known`, [name]),
    );
    assertNewest('cases', id, version, found[0]?.known ?? null);
    carryRowVersion(database, secrets, { row: name, rowVersion });
    let next: Case | undefined;
    try {
      next = await step();
    } finally {
      if (!next) dropRowVersion(database, name);
    }
    return next;
  };

  /** Under the lock of the row; `whose` says what its columns say of the person then. */
  const changeRow = (
    which: (cases: Knex.QueryBuilder) => Knex.QueryBuilder,
    step: (one: DeskCase) => Case | undefined | Promise<Case | undefined>,
    whose: (one: DeskCase, next: Case) => Partial<CaseRow>,
  ): Promise<DeskCase | undefined> =>
    atomically(async () => {
      const row = await rows.first((cases) => which(cases).forUpdate());
      if (!row) return undefined;
      const { id } = row;
      const one = toCase(row, secrets);
      const version = (row.version ?? 0) + 1;
      const next = await carried(row, version, () => step(one));
      if (!next) return undefined;
      const columns = Object.assign(columnsOf(id, version, next, secrets), whose(one, next));
      const [written] = await rows.edit(
        (cases) => cases.where({ id }),
        () => columns,
      );
      if (next.closedAt) await run((sql) => sql('case_drafts').where({ case_id: id }).delete());
      return caseOf(written);
    });

  return {
    async open(one) {
      const same = await sameAs(one);
      if (same) return { folio: same.folio, opened: false };
      if (await insert(one)) return { folio: one.folio, opened: true };
      const first = await sameAs(one);
      if (first) return { folio: first.folio, opened: false };
      // The folio is that of another case: of the same request, which was decided before.
      const another = { ...one, folio: referenceOf(randomBytes(REFERENCE_BYTES)) };
      return { folio: another.folio, opened: await insert(another) };
    },
    page: (filter, limit) => pageOfCases({ run, macs, toCase: (row) => toCase(row, secrets) }, filter, limit),
    findByFolio: async (folio) => caseOf(await waiting({ folio })),
    findKept: async (folio) => caseOf(await rows.first((cases) => cases.where({ folio }))),
    digestOf: writtenDigest,
    openOf: async (account_id, kind) => caseOf(await waiting({ account_id, kind })),
    async list(account_id) {
      const own = await rows.all((cases) => cases.where({ account_id }).orderBy('opened_at', 'desc'));
      return own.map((row) => toCase(row, secrets));
    },
    change: (folio, step) =>
      changeRow(
        (cases) => cases.where({ folio }).whereNull('ended_at'),
        step,
        (one, next) => (next.closedAt ? forgotten : { number_hmac: markOf(one.about) }),
      ),
    changeKept: (folio, about, step) =>
      changeRow(
        (cases) => cases.where({ folio }),
        step,
        ({ id }, next) =>
          next.closedAt ? forgotten : { content: sealedPerson(id, about, secrets), number_hmac: markOf(about) },
      ),
    others: (one, limit) => othersOfNumber({ rows, secrets }, one, limit),
    drawsCallBack: () => randomInt(CALLED_BACK) === 0,
    due: (at) => casesDue({ run }, at),
    expired: (at, limit) => expiredCases({ run }, at, limit),
    ...askedContacts(database, secrets),
    ...caseParts(database, secrets, now),
  };
}
