import type { FacilitadorDrafts, StoredDraft } from '../../../ports/facilitador-drafts.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { journeyPlace, postgresJourneys } from '../flows/journeys.ts';

const TABLE = 'facilitador_drafts';
const NAME = 'facilitador-draft';

interface EndedDraft {
  readonly id: string;
  readonly content: Buffer;
}

/** Drafts of requests for facilitadores in PostgreSQL. */
export function postgresFacilitadorDrafts(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
): FacilitadorDrafts {
  const { run, atomically } = database;
  return {
    ...postgresJourneys<StoredDraft>(database, secrets, now, { table: TABLE, name: NAME }),
    eraseEnded: (limit) =>
      atomically(async () => {
        const ended = await run<EndedDraft[]>((sql) =>
          sql(TABLE)
            .where('expires_at', '<', now())
            .orderBy('expires_at')
            .limit(limit)
            .forUpdate()
            .skipLocked()
            .select('id', 'content'),
        );
        const files = ended.flatMap((draft) => filesOf(draft, secrets));
        await run((sql) => sql('files').whereIn('id', files).whereNull('kept_at').whereNull('reason').delete());
        const ids = ended.map(({ id }) => id);
        await run((sql) => sql(TABLE).whereIn('id', ids).delete());
        return ended.length;
      }),
  };
}

/** What does not open names no files: those are erased by their own term. */
function filesOf({ id, content }: EndedDraft, secrets: KeyMaterial): readonly string[] {
  try {
    const { declaration, documentFile }: StoredDraft = JSON.parse(secrets.open(content, journeyPlace(NAME, id)));
    return [declaration, documentFile].flatMap((file) => (file ? [file.id] : []));
  } catch {
    return [];
  }
}
