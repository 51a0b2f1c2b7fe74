/** The file of a case at the desk: who takes it, what it leaves, and that it is checked by itself. */
import test from 'ava';
import { deriveSecrets } from '../../../src/adapters/secrets.ts';
import { verdictOnBundle } from '../../../src/cli/audit-check.ts';
import { caseAddress } from '../../../src/features/cases/tickets.ts';
import { exportCase } from '../../../src/features/cases/use-cases/export-case.ts';
import { askRight } from '../../../src/features/privacy/use-cases/ask-right.ts';
import type { TestApp } from '../../helpers/app.ts';
import { rowsOf } from '../../helpers/attack.ts';
import { isRefusedFor } from '../../helpers/cases.ts';
import { evidenceOf, seal } from '../../helpers/evidence.ts';
import { camila, openWithCamila, owner } from '../../helpers/recovery.ts';
import { camilaIn } from '../../helpers/rights.ts';
import { rightsIn } from '../../helpers/rights-command.ts';
import { SECRETS_KEYS } from '../../helpers/seeds.ts';
import { type AtDesk, openStaff } from '../../helpers/staff.ts';

/** The address of the page, in the session of a member. */
async function addressFor({ deps, issuer }: TestApp, { token }: AtDesk, folio: string): Promise<string> {
  const session = await deps.staffSessions.use(token);
  if (typeof session !== 'object') throw new Error('the session is over');
  return `${issuer}${caseAddress(deps, { sessionId: session.id }, 'caso', folio)}/expediente`;
}

test('[threat 332] a revisor takes the file of a right with a reason, which the person reads; an agente does not, nor the person as a member', async (t) => {
  const app = await openWithCamila(t);
  const [agent, self] = [
    await openStaff(app, { roles: ['agente'] }),
    await openStaff(app, { roles: ['auditor'], run: camila.run }),
  ];
  const reviewer = await openStaff(app, { roles: ['revisor'], office: 'Maule' });
  const asked = { kind: 'rectificacion', detail: 'Mi segundo apellido es Núñez' } as const;
  const { folio, accountId } = (await askRight(app.deps, await camilaIn(app), asked, owner)).request;
  await rightsIn(
    app,
    ['answer', folio, '--by', 'Ana Soto', '--decision', 'acogida', '--reasons', '-'],
    'Lo corregimos.',
  );
  await seal(app);
  t.is((await agent.browser.get(await addressFor(app, agent, folio))).status, 403);
  for (const [why, { member }] of [
    ['role', agent],
    ['own-case', self],
  ] as const)
    await isRefusedFor(t, why, () => exportCase(app.deps, { folio, member: member.id }, 'revisar'));
  t.deepEqual(await rowsOf(app, 'audit', { act: 'case.exported' }), []);

  const page = await reviewer.browser.get(await addressFor(app, reviewer, folio));
  const bare = await reviewer.browser.send(page, { motivo: '' });
  t.is(bare.status, 422);
  const file = await reviewer.browser.send(bare, { motivo: 'revisar' });
  t.is(file.headers.get('content-disposition'), `attachment; filename="expediente-${folio}.json"`);
  const { intact, text } = verdictOnBundle(file.html, deriveSecrets(SECRETS_KEYS));
  t.true(intact, text);
  t.like(evidenceOf(file.html), { folio, case: { matter: 'rectificacion', state: 'resuelta' } });
  t.true(evidenceOf(file.html).madeBy.endsWith(', Maule'));
  const [act, ...more] = await rowsOf(app, 'audit', { act: 'case.exported' });
  t.deepEqual(more, []);
  t.like(act, { account_id: accountId, details: { staff: reviewer.member.id, reason: 'revisar', folio } });
});
