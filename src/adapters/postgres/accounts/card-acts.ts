import type { CedulaSerial } from '../../../domain/cedula.ts';
import type { Rut } from '../../../domain/rut.ts';
import { MOST_COUNTED } from '../../../ports/audit.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { type AuditColumns, selectedColumns } from '../audit/rows.ts';
import { trailTrust } from '../audit/trust.ts';
import type { Database } from '../database/database.ts';

/** What the trail records of accepted cards: a row of theirs may be gone, but no act can be removed (floor 15). */
interface CardActs {
  /** By which the act names the card: an HMAC of person and number. */
  mark(run: Rut, serial: CedulaSerial): string;
  /** When it was accepted first. The epoch where so many acts precede the first true one that the search stops. */
  first(run: Rut, serial: CedulaSerial): Promise<Date | undefined>;
}

/** Older keys of SECRETS_KEY find what they wrote. */
export function postgresCardActs(database: Database, secrets: KeyMaterial): CardActs {
  const { isTrue } = trailTrust(database, secrets);
  const marks = (run: Rut, serial: CedulaSerial): string[] =>
    secrets.hmacs('cards', 'trail', run, serial).map((mark) => mark.toString('base64url'));
  return {
    mark: (run, serial) => marks(run, serial)[0] as string,
    async first(run, serial) {
      const wanted = marks(run, serial);
      const acts = await oldest(database, wanted);
      for (const act of acts) if (names(act, wanted) && (await isTrue(act))) return act.hour;
      return acts.length > MOST_COUNTED ? new Date(0) : undefined;
    },
  };
}

interface Read extends AuditColumns {
  readonly hour: Date;
}

/** Uses the index `audit_cards`. */
const oldest = ({ run }: Database, marks: readonly string[]): Promise<readonly Read[]> =>
  run<Read[]>((sql) =>
    sql('audit')
      .where({ act: 'cedula.checked' })
      .whereRaw(`details ->> 'card' in (${marks.map(() => '?').join(', ')})`, [...marks])
      .orderBy('audit.at')
      .limit(MOST_COUNTED + 1)
      .select('audit.at as hour', sql.raw(selectedColumns)),
  );

/** The match is not left to the database (as-asked.ts). */
function names({ act, details }: Read, marks: readonly string[]): boolean {
  return act === 'cedula.checked' && marks.includes(JSON.parse(details ?? '{}').card);
}
