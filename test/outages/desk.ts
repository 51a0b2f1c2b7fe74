import { randomUUID } from 'node:crypto';
import type { Connection } from '../helpers/database.ts';
import { placesFor } from '../helpers/desk-places.ts';
import { platformIn, underReview } from '../helpers/platforms.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { openDeps } from '../helpers/proof/deps.ts';
import { CONFIRMED, endDrawn, onCase, proposedCase, rosaNow, seat } from '../helpers/proof/desk.ts';
import { fill } from '../helpers/proof/registrations.ts';
import { addNamedInvitation } from '../helpers/public-bodies.ts';
import { ask, type ServerProcess } from '../helpers/server-process.ts';
import type { Request } from './requests.ts';

/** The desk in an outage: every page of it, and one decision that is pressed in each. */
export interface DeskMeanwhile {
  readonly requests: readonly Request[];
  /** After the last outage the decision is pressed once more: it was taken once. */
  judge(checks: Checks): Promise<void>;
}

const everyRole = ['agente', 'revisor', 'auditor', 'administrador', 'mostrador'] as const;

/** Prepares the desk while the database answers. */
export async function deskMeanwhile(connection: Connection, server: ServerProcess): Promise<DeskMeanwhile> {
  const { deps, close } = await openDeps({ connection }, server.issuer);
  const [agent, revisor] = [await seat(deps, ['agente']), await seat(deps, ['revisor'], 'Maule')];
  const { token } = await seat(deps, everyRole, 'Talca');
  const folio = await proposedCase(deps, agent);
  const { id } = await rosaNow(deps);
  const platform = { folio: (await underReview({ deps })).folio, used: (await platformIn({ deps }, 'produccion')).id };
  const matter = {
    accounts: [id],
    colleague: agent.member.id,
    alarm: randomUUID(),
    folio,
    platform,
    named: await addNamedInvitation({ deps }),
  } as const;
  const headers = { cookie: `cs_mesa=${token}` };
  const pages = (await placesFor({ deps }, { token }, matter)).map(({ path, address }) => ({
    name: path,
    needs: true,
    send: () => ask(server, address, { headers }),
  }));
  const confirm = await onCase({ deps, server }, revisor, folio, { accion: 'confirm' });
  const typed = await fill(server, '/mesa/mostrador', { numero: 'no es un número' }, revisor.browser);
  await close();
  const decision = { name: 'POST /mesa/casos/caso', needs: true, send: () => confirm.send(server) };
  return {
    requests: [...pages, decision, { name: 'POST /mesa/mostrador', needs: true, send: () => typed.send(server) }],
    judge: (checks) => judge(checks, { connection, server, folio, press: decision.send }),
  };
}

interface Pressed {
  readonly connection: Connection;
  readonly server: ServerProcess;
  readonly folio: string;
  press(): Promise<unknown>;
}

async function judge(checks: Checks, { connection, server, folio, press }: Pressed): Promise<void> {
  checks.chapter('A decision of the desk that was pressed in every outage');
  await press();
  const { deps, database, close } = await openDeps({ connection }, server.issuer);
  const { id } = await rosaNow(deps);
  const holds = await database.run<object[]>((sql) => sql('holds').where({ account_id: id, kind: 'counter' }));
  const acts = await database.run<object[]>((sql) =>
    sql('audit').where({ act: 'case.changed' }).whereRaw(`details ->> 'folio' = ? and ${CONFIRMED}`, [folio]),
  );
  const drawn = await endDrawn(deps, folio);
  await close();
  checks.check(
    'it was taken once, with one effect, or a call that comes first',
    holds.length === (drawn ? 0 : 1) && acts.length === 1,
    `${acts.length}, ${holds.length}`,
  );
}
