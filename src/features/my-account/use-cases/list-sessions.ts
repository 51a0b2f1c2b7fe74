import { actorName } from '../../../domain/account.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { OpenSession } from '../../../ports/sessions.ts';

/** An open session, with the name of the user who acts in it for a company. */
export interface NamedSession extends OpenSession {
  readonly actor: string | undefined;
}

/** Every open session of an account; of a company those of all its representatives. */
export async function listSessions(
  { sessions, companies }: Pick<Deps, 'sessions' | 'companies'>,
  accountId: string,
): Promise<readonly NamedSession[]> {
  const open = await sessions.list(accountId);
  return Promise.all(
    open.map(async (session) => {
      const subject = session.actorSubject;
      const actor = subject ? await companies.findActor(accountId, { subject }) : undefined;
      return { ...session, actor: actor && actorName(actor) };
    }),
  );
}
