/**
 * Two people ask at counters for different things about one number: neither shuts the other out, and neither is granted
 * unseen.
 */
import test from 'ava';
import { readCounter } from '../../../src/features/cases/counter-form.ts';
import { actOnCase } from '../../../src/features/cases/use-cases/act-on-case.ts';
import { attestAtCounter } from '../../../src/features/cases/use-cases/attest-at-counter.ts';
import { caseSheet } from '../../../src/features/cases/use-cases/case-sheet.ts';
import { checkDocument } from '../../../src/features/cases/use-cases/check-document.ts';
import type { StaffMember } from '../../../src/ports/staff.ts';
import { camilaAtCounter } from '../../helpers/at-counter.ts';
import { rowOf, rowsOf } from '../../helpers/attack.ts';
import { isRefusedFor, member } from '../../helpers/cases.ts';
import { office } from '../../helpers/counter.ts';
import { coded, openWithCamila } from '../../helpers/recovery.ts';

const false_ = { documento: 'pasaporte', documento_numero: 'FALSO-1', correo: 'ladron@correo.example', celular: '' };

test('[threat 375] who is attested first shuts the owner out of no counter: both claims are marked, and neither is granted before the other was rejected', async (t) => {
  const app = await openWithCamila(t);
  Object.assign(app.deps.cases, { drawsCallBack: () => false });
  const [one, two] = [await member(app, ['mostrador'], 'OMIL A'), await member(app, ['mostrador'], 'OMIL B')];
  const [agent, reviewer] = [await member(app, ['agente']), await member(app, ['revisor'], 'Maule')];
  let n = 0;
  const attest = async (by: StaffMember, change: object) => {
    n += 1;
    const at = { member: by, visitor: { ...office, reference: `CS-TWOC-000${n}` } };
    const form = new Map(Object.entries({ ...camilaAtCounter, ...change }));
    return attestAtCounter(app.deps, at, await checkDocument(app.deps, at, readCounter(form)));
  };
  const grant = (folio: string, outcome: 'acogida' | 'rechazada' = 'acogida') =>
    actOnCase(app.deps, { folio, member: agent.id }, { action: 'propose', outcome, text: 'Vimos el documento.' });
  const confirm = (folio: string) => actOnCase(app.deps, { folio, member: reviewer.id }, { action: 'confirm' });
  const thiefs = await attest(one, false_);
  await grant(thiefs);
  const owners = await attest(two, {});
  t.not(owners, thiefs, 'although the other one waits for its confirmation');
  t.is(await attest(two, {}), owners, 'a second visit is no third claim');
  t.is(await attest(await member(app, ['mostrador'], 'OMIL C'), {}), owners, 'nor is another counter');
  await isRefusedFor(t, 'two-claims', () => confirm(thiefs));
  await isRefusedFor(t, 'two-claims', () => grant(owners));
  const sheets = [thiefs, owners].map((folio) => caseSheet(app.deps, { folio, member: agent.id }));
  t.deepEqual(
    (await Promise.all(sheets)).map(({ rivals }) => rivals),
    [[owners], [thiefs]],
  );
  await actOnCase(app.deps, { folio: thiefs, member: reviewer.id }, { action: 'send-back' });
  await grant(thiefs, 'rechazada');
  await confirm(thiefs);
  t.is(await coded(grant(owners)), 'done');
  t.is(await coded(confirm(owners)), 'done');
  t.is((await rowOf(app, 'cases', { folio: owners })).state, 'resuelta');
  t.is((await rowsOf(app, 'cases', {})).length, 2);
});
