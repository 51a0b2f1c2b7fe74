import type { KeptPerson, PersonSwitch, SandboxPeople } from '../../../ports/sandbox-people.ts';
import type { Database } from '../database/database.ts';

interface Row {
  readonly person: string;
  readonly switched: PersonSwitch | null;
  readonly switched_until: Date | null;
  readonly changed_at: Date | null;
}

/** Published people in a table of some rows; which of them is switched is read by every instance. */
export function postgresSandboxPeople({ run }: Pick<Database, 'run'>): SandboxPeople {
  const put = async (row: Partial<Row> & { readonly person: string }): Promise<void> => {
    await run((sql) => sql('sandbox_people').insert(row).onConflict('person').merge());
  };
  return {
    async all() {
      const rows = await run<Row[]>((sql) => sql('sandbox_people').select());
      return new Map(rows.map((row) => [row.person, keptOf(row)]));
    },
    async switchTo(person, fictional_account, { to, until }) {
      const row = { person, fictional_account, switched: to, switched_until: until };
      const written = await run<Row[]>((sql) =>
        sql('sandbox_people')
          .insert(row)
          .onConflict('person')
          .merge()
          .whereNull('sandbox_people.switched')
          .returning('person'),
      );
      return written.length > 0;
    },
    async noteChanged(person, changed_at) {
      await run((sql) =>
        sql('sandbox_people')
          .insert({ person, changed_at })
          .onConflict('person')
          .merge()
          .whereNull('sandbox_people.changed_at'),
      );
    },
    noteRestored: (person) => put({ person, switched: null, switched_until: null, changed_at: null }),
    async isMailLate(fictional_account, at) {
      const late = { fictional_account, switched: 'correo-tarde' };
      const row = await run<object | undefined>((sql) =>
        sql('sandbox_people').where(late).where('switched_until', '>', at).first('person'),
      );
      return row !== undefined;
    },
  };
}

const keptOf = ({ switched, switched_until, changed_at }: Row): KeptPerson => ({
  switched: switched && switched_until ? { to: switched, until: switched_until } : undefined,
  changedAt: changed_at ?? undefined,
});
