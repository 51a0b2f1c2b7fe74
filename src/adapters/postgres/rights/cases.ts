import { randomUUID } from 'node:crypto';
import type { CaseKind, Cases, OpenCase } from '../../../ports/cases.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';

interface Row {
  readonly id: string;
  readonly folio: string;
  readonly kind: CaseKind;
  /** Sealed under the id, and erased when the case ends: not bound. */
  readonly content: Buffer;
  readonly opened_at: Date;
}

/** Cases of the desk in PostgreSQL; the number that a case is about is sealed under the row's id. */
export function postgresCases({ run }: Pick<Database, 'run'>, secrets: KeyMaterial, now: () => Date): Cases {
  const macs = rowMacs(secrets);
  const rows = boundRows<Row>({ run }, macs, 'cases');
  const place = (id: string): string => `case:${id}`;
  const toCase = ({ id, folio, kind, content, opened_at }: Row): OpenCase => {
    const { profile, identifier } = JSON.parse(secrets.open(content, place(id))) as Omit<OpenCase, 'openedAt'>;
    return { folio, kind, profile, identifier, openedAt: opened_at };
  };
  return {
    async open({ folio, kind, profile, identifier }) {
      const id = randomUUID();
      const content = secrets.seal(JSON.stringify({ profile, identifier }), place(id));
      await rows.insert({ id, folio, kind, content, opened_at: now() });
    },
    async page(limit) {
      const open = await run<Row[]>((sql) =>
        sql('cases')
          .whereNull('ended_at')
          .orderBy(['opened_at', 'id'])
          .limit(limit + 1),
      );
      const page = open.slice(0, limit);
      const own = page.filter((row) => macs.fits('cases', row));
      return { cases: own.map(toCase), more: open.length > limit, unverified: page.length - own.length };
    },
    async findByFolio(folio) {
      const row = await rows.first((cases) => cases.where({ folio }).whereNull('ended_at'));
      return row && toCase(row);
    },
    async close(folio) {
      const closed = await run<number>((sql) =>
        sql('cases').where({ folio }).whereNull('ended_at').update({ ended_at: now(), content: null }),
      );
      return closed > 0;
    },
  };
}
