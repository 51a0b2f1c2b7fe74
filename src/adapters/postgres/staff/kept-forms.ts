import { KEPT_FORM_HOURS } from '../../../domain/staff.ts';
import type { KeptFor, KeptForm, KeptForms } from '../../../ports/kept-forms.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { hashed } from '../database/hashed.ts';
import { type BoundRows, boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import type { StaffRow } from './staff-row.ts';

type Sealed = Omit<KeptForm, 'shownAt'> & { readonly shownAt: number; readonly until: number };

const keyOf = ({ staffId, browser }: KeptFor) => ({ staff_id: staffId, browser_hash: hashed(browser) });
const place = ({ staffId, browser }: KeptFor): string => `kept-form:${staffId}:${hashed(browser).toString('hex')}`;

/** Texts in PostgreSQL, sealed for member and browser: they open in no other row, nor after their end. */
export function postgresKeptForms(database: Database, secrets: KeyMaterial, now: () => Date): KeptForms {
  const { run } = database;
  const staff = boundRows<StaffRow>(database, rowMacs(secrets), 'staff');
  return {
    async keep(whose, form) {
      if (!(await isTheirs(staff, whose, form.shownAt))) return false;
      const expires_at = new Date(now().getTime() + KEPT_FORM_HOURS * 3_600_000);
      const sealed: Sealed = { ...form, shownAt: form.shownAt.getTime(), until: expires_at.getTime() };
      const content = secrets.seal(JSON.stringify(sealed), place(whose));
      await run((sql) =>
        sql('staff_kept_forms')
          .insert({ ...keyOf(whose), content, expires_at })
          .onConflict(['staff_id', 'browser_hash'])
          .merge(),
      );
      return true;
    },
    async find(whose) {
      const row = await run<{ content: Buffer } | undefined>((sql) =>
        sql('staff_kept_forms').where(keyOf(whose)).first('content'),
      );
      const kept = row && opened(secrets, whose, row.content);
      const isThere = kept && kept.until > now() && (await isTheirs(staff, whose, kept.shownAt));
      return isThere ? kept : undefined;
    },
    async drop(whose) {
      await run((sql) => sql('staff_kept_forms').where(keyOf(whose)).delete());
    },
  };
}

/** Suspended, or ended sessions: what was shown before is no longer this member's. */
async function isTheirs(staff: BoundRows<StaffRow>, { staffId }: KeptFor, shownAt: Date): Promise<boolean> {
  const row = await staff.first((rows) => rows.where({ id: staffId }));
  return row !== undefined && row.state !== 'suspendida' && shownAt >= row.sessions_since;
}

function opened(secrets: KeyMaterial, whose: KeptFor, content: Buffer) {
  try {
    const { shownAt, until, ...form } = JSON.parse(secrets.open(content, place(whose))) as Sealed;
    return { ...form, shownAt: new Date(shownAt), until: new Date(until) };
  } catch {
    return undefined;
  }
}
