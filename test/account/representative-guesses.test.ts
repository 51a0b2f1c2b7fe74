import test, { type ExecutionContext } from 'ava';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseRun, parseRut } from '../../src/domain/rut.ts';
import { contestIdentity } from '../../src/features/identity/use-cases/contest-identity.ts';
import { forgetAnswer, nameRepresentative } from '../../src/features/recovery/use-cases/recover-key.ts';
import type { RecoveryOf } from '../../src/features/recovery/use-cases/recovery-flow.ts';
import { showCedula } from '../../src/features/recovery/use-cases/show-card.ts';
import type { TestApp } from '../helpers/app.ts';
import { openCompany, panaderia } from '../helpers/companies.ts';
import {
  begin,
  camila,
  coded,
  DAY,
  elsewhere,
  MINUTE,
  openAppFor,
  owner,
  runNumber,
  stepOf,
} from '../helpers/recovery.ts';

const company = parseRut(panaderia.rut);
const who = { profile: 'juridica', identifier: company } as const;
const rosa = { run: parseRun('44.000.001-0'), serial: requireSerial('512345678') };
const WRONG = requireSerial('599999999');

/** The company has an account, and every request to the SII is counted. */
async function open(t: ExecutionContext) {
  const app = await openAppFor(t, { throttles: 'on' });
  await openCompany(app);
  app.advance(DAY + MINUTE);
  const { taxRegistry } = app.deps;
  const asked = { sii: 0 };
  const findCompany: typeof taxRegistry.findCompany = (rut) => {
    asked.sii += 1;
    return taxRegistry.findCompany(rut);
  };
  Object.assign(app.deps, { taxRegistry: { ...taxRegistry, findCompany } });
  return { app, asked };
}

async function beginCompany(app: TestApp, visitor = elsewhere()): Promise<RecoveryOf> {
  const of = await begin(app, who, visitor);
  await forgetAnswer(app.deps, of);
  return of;
}

async function guess({ deps }: TestApp, of: RecoveryOf, run: typeof rosa.run, serial = WRONG, visitor = elsewhere()) {
  const named = await coded(nameRepresentative(deps, of, run));
  return named === 'done' ? coded(showCedula(deps, of, serial, visitor)) : named;
}

test('[A12, threat 46] the representatives of a company are not revealed without a card: guesses get one answer, three times at most, and the SII is not asked', async (t) => {
  const { app, asked } = await open(t);
  const said: string[] = [];
  for (const run of [rosa.run, camila.run, runNumber(44_000_500), runNumber(44_000_501)]) {
    app.advance(16 * MINUTE);
    said.push(await guess(app, await beginCompany(app), run));
  }
  t.deepEqual(said, ['cedula-mismatch', 'cedula-mismatch', 'cedula-mismatch', 'representatives-paused']);
  t.is(asked.sii, 0);
});

test('[A12] after a right card M-40 is shown, another may be named, and the SII is asked once for a recovery', async (t) => {
  const { app, asked } = await open(t);
  const of = await beginCompany(app);
  t.is(await guess(app, of, camila.run, requireSerial(camila.serial)), 'not-representative');
  t.is(await stepOf(app, of), 'representative');
  t.is(await guess(app, of, rosa.run, rosa.serial), 'done');
  t.is(await stepOf(app, of), 'email');
  t.is(asked.sii, 1);
});

test('[A12, threat 46] attackers who spent their guesses do not block a representative elsewhere', async (t) => {
  const { app } = await open(t);
  for (let turn = 0; turn < 5; turn += 1) {
    app.advance(16 * MINUTE);
    await coded(guess(app, await beginCompany(app), runNumber(44_000_600 + turn)));
  }
  const of = await beginCompany(app, owner);
  t.is(await guess(app, of, rosa.run, rosa.serial, owner), 'done');
});

test('[A12] «Alguien registró mi RUT» of a company reveals its representatives only after a right card', async (t) => {
  const { app, asked } = await open(t);
  const contest = (run: typeof rosa.run, serial: typeof rosa.serial) =>
    coded(contestIdentity(app.deps, { run, serial, company }, elsewhere()));
  t.is(await contest(rosa.run, WRONG), 'cedula-mismatch');
  t.is(await contest(camila.run, WRONG), 'cedula-mismatch');
  t.is(asked.sii, 0);
  t.is(await contest(camila.run, requireSerial(camila.serial)), 'not-representative');
  t.is(await contest(rosa.run, rosa.serial), 'representatives-paused', 'three wrong ones from this network');
});
