import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { Evidence } from '../../src/adapters/postgres/evidence/bundle.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { verdictOnBundle } from '../../src/cli/audit-check.ts';
import { canonicalJson, type Json } from '../../src/domain/canonical-json.ts';
import { contestNie } from '../../src/features/identity/use-cases/contest-nie.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { rosa } from '../helpers/client-app.ts';
import { enterCuenta, goToCuenta } from '../helpers/cuenta.ts';
import { bundleOf, evidenceOf, seal, signed, verdict } from '../helpers/evidence.ts';
import { jorge, openJorge } from '../helpers/migrantes.ts';
import { operatorCommand } from '../helpers/operator-command.ts';
import { rightsIn } from '../helpers/rights-command.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';
import { assertTampered, attack } from '../helpers/tampered.ts';

const BY = ['--by', 'Ana Soto'];
const DETAIL = 'Mi apellido está mal:\ndice Nunez y es Núñez';
const REASONS = 'Corríjalo en el Registro Civil (Ley 4.808).';
const command = operatorCommand('cli/audit.ts');

async function open(t: ExecutionContext): Promise<TestApp> {
  const app = await openTestApp({ env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  return app;
}

/** Rosa asks for a right on the page; returns its folio. */
async function ask(app: TestApp, fields: Record<string, string>): Promise<string> {
  const browser = await enterCuenta(app);
  const page = await goToCuenta(app, browser, '/solicitudes/nueva');
  const done = await browser.follow(await browser.send(page, fields), app.issuer);
  return /LD-\w{4}-\w{4}/.exec(done.text)?.[0] ?? '?';
}

/** A request that was asked, read, extended and answered, in three seals. */
async function answered(t: ExecutionContext, app: TestApp): Promise<string> {
  const folio = await ask(app, { derecho: 'rectificacion', detalle: DETAIL });
  await seal(app);
  const run = async (...words: string[]) => t.is((await rightsIn(app, words, REASONS)).errors, '');
  await run('show', folio, ...BY);
  await run('extend', folio, ...BY, '--reasons', '-');
  await seal(app);
  await run('answer', folio, ...BY, '--decision', 'rechazada', '--ground', 'corrige-otro-registro', '--reasons', '-');
  await seal(app);
  return folio;
}

test('a bundle has the request, its acts with their seals and its letters, and is checked without the database', async (t) => {
  const app = await open(t);
  const other = await ask(app, { derecho: 'oposicion', detalle: 'Que no me escriban' });
  const folio = await answered(t, app);
  const env = { SECRETS_KEY: SECRETS_KEYS[0], CLAVE_POLICY: 'guia', ISSUER: app.issuer };
  const { connection } = app.database.knex.client.config;
  const made = await command(connection, env, ['bundle', '--folio', folio.toLowerCase(), ...BY]);
  t.is(made.code, 0, made.errors);
  const evidence = evidenceOf(made.output);
  t.deepEqual(
    evidence.acts.map(({ columns }) => columns.act),
    ['right.requested', 'right.read', 'right.extended', 'right.answered'],
  );
  t.like(evidence.request, {
    kind: 'rectificacion',
    decision: 'rechazada',
    holder: { kind: 'RUN', number: '44000001-0' },
  });
  t.like(evidence.request?.words, { detail: DETAIL, reasons: REASONS, extension: REASONS });
  t.deepEqual(
    evidence.letters.map(({ act, channel }) => [act, channel]),
    [
      ['right.requested', 'mail'],
      ['right.extended', 'mail'],
      ['right.answered', 'mail'],
    ],
  );
  t.false(made.output.includes(other), 'nothing of another request');

  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'prueba.json');
  writeFileSync(file, made.output);
  const away = { SECRETS_KEY: SECRETS_KEYS[0], DATABASE_URL: 'postgres://127.0.0.1:1/nowhere' };
  const checked = await command(connection, away, ['check-bundle', file]);
  t.is(checked.code, 0, checked.errors);
  t.regex(checked.output, new RegExp(`^${folio}: intact \\(hecho el \\d\\d-\\d\\d-\\d{4} por Ana Soto\\)\nComprobado`));
  t.regex(checked.output, /- 4 actos, en orden, cada uno como lo escribió el servidor y con el sello que lo cubre\n/);
  t.regex(checked.output, /- el plazo: vence el \d\d-\d\d-\d{4}, y no estaba vencido/);
  t.regex(checked.output, /No comprobado:\n[\s\S]*quien tenga SECRETS_KEY: con ella se puede escribir otro archivo/);
  writeFileSync(file, made.output.replace('Registro Civil', 'Registro Social'));
  t.like(await command(connection, away, ['check-bundle', file]), {
    code: 1,
    output: 'broken: el resumen (digest) no es el del contenido: el archivo fue cambiado\n',
  });
});

test('[threat 220] each change of the file by a person without the key is noticed', async (t) => {
  const app = await open(t);
  const text = await bundleOf(app, await answered(t, app));
  t.true(verdict(text).intact, verdict(text).text);
  const file = JSON.parse(text);
  const evidence = evidenceOf(text);
  const without = (change: Partial<Evidence>): string => {
    const changed = JSON.parse(signed({ ...evidence, ...change }));
    return `${canonicalJson({ ...changed, keyId: file.keyId, mac: file.mac })}\n`;
  };
  const cases: readonly (readonly [string, RegExp])[] = [
    ['', /no es un archivo de bundle/],
    ['[]', /no es un archivo de bundle/],
    [JSON.stringify({ ...file, more: 1 }), /no es un archivo de bundle/],
    [`${JSON.stringify(file, null, 1)}\n`, /no está escrito como lo escribe bundle/],
    [text.replace('"folio":', '"folio":"LD-2222-2222","folio":'), /no está escrito como lo escribe bundle/],
    [text.replace('rechazada', 'acogida'), /el resumen \(digest\)/],
    [without({ madeBy: 'Luis Soto' }), /el HMAC del archivo/],
    [without({ acts: evidence.acts.slice(1) }), /el HMAC del archivo/],
    [`${canonicalJson({ ...file, keyId: 'abcd' } as Json)}\n`, /la llave "abcd", que SECRETS_KEY no nombra/],
  ];
  for (const [changed, said] of cases) {
    t.not(changed, text);
    const { intact, text: found } = verdict(changed);
    t.false(intact, String(said));
    t.regex(found, /^broken: /);
    t.regex(found, said);
  }
  t.false(verdictOnBundle(text, deriveSecrets(['another key, which has nothing to do with the first'])).intact);
  t.true(verdictOnBundle(text, deriveSecrets(['a newer key, with the older one after it', SECRETS_KEYS[0]])).intact);
});

test('[threat 221] acts that were altered, left out, moved or taken from another folio are noticed, although the file is signed', async (t) => {
  const app = await open(t);
  const evidence = evidenceOf(await bundleOf(app, await answered(t, app)));
  const stranger = evidenceOf(await bundleOf(app, await ask(app, { derecho: 'oposicion', detalle: 'Nada' })));
  const { acts, seals } = evidence;
  const [first, second, ...rest] = acts as [Evidence['acts'][number], ...Evidence['acts']];
  const withAct = (columns: Record<string, string>, more: object = {}) => ({
    acts: [{ ...first, columns: { ...first.columns, ...columns }, ...more }, second, ...rest] as Evidence['acts'],
  });
  const withSeal = (change: Partial<Evidence['seals'][number]>) => ({
    seals: [{ ...seals[0], ...change }, ...seals.slice(1)] as Evidence['seals'],
  });
  const request = evidence.request as NonNullable<Evidence['request']>;
  const cases: readonly (readonly [Partial<Evidence>, RegExp])[] = [
    [withAct({ device: 'Otro' }), /la fila \d+ no es como la escribió el servidor/],
    [withAct({ device: 'Otro' }, { seal: null }), /la fila \d+ no es como la escribió el servidor/],
    [withAct({}, { seal: 9999 }), /la fila \d+ fue cambiada \(sello 9999\)/],
    [{ acts: [second, first, ...rest] as Evidence['acts'] }, /la fila \d+ no está en su orden/],
    [{ acts: [first, first, ...rest] }, /la fila \d+ no está en su orden, o está dos veces/],
    [{ acts: [...acts.slice(0, -1)] }, /right\.answered falta, sobra o está dos veces/],
    [{ acts: [...acts, ...stranger.acts] }, /la fila \d+ no es de este folio/],
    [withSeal({ total: 7 }), /el sello \d+ fue cambiado/],
    [withSeal({ previous: null }), /el sello \d+ fue cambiado/],
    [withSeal({ keyId: 'abcd' }), /nombra la llave "abcd"/],
    [{ seals: seals.toReversed() }, /el sello \d+ no está en su orden/],
    [{ seals: seals.slice(1) }, /la fila \d+ fue cambiada/],
    [{ request: { ...request, decision: 'acogida' } }, /su acto right\.answered no dicen lo mismo/],
    [{ request: { ...request, ground: null } }, /su acto right\.answered no dicen lo mismo/],
    [{ request: { ...request, kind: 'acceso' } }, /su acto right\.requested no dicen lo mismo/],
    [{ request: { ...request, askedAt: '2026-01-01T00:00:00.000Z' } }, /su acto right\.requested no dicen lo mismo/],
    [{ request: { ...request, extendedAt: null } }, /right\.extended falta, sobra/],
    [{ complaintUntil: '2030-01-01' }, /el último día para reclamar/],
  ];
  for (const [change, said] of cases) {
    const { intact, text } = verdict(signed({ ...evidence, ...change }));
    t.false(intact, String(said));
    t.regex(text, said);
  }
});

test('[threat 221] of a request whose row was altered no bundle is made, and an altered act is named by the check', async (t) => {
  const app = await open(t);
  const folio = await answered(t, app);
  await app.raw.run((sql) => sql.raw('alter table audit disable trigger user'));
  await attack(app, `update audit set details = details || '{"late": true}' where act = 'right.answered'`, {});
  const { intact, text } = verdict(await bundleOf(app, folio));
  t.false(intact);
  t.regex(text, /^broken: la fila \d+ no es como la escribió el servidor$/);
  await attack(app, `update right_requests set decision = 'acogida' where folio = :folio`, { folio });
  await assertTampered(t, () => bundleOf(app, folio), 'right_requests');
});

test('who makes a bundle stands in the trail and in Actividad; acts without a seal are said to have none', async (t) => {
  const app = await open(t);
  const folio = await ask(app, { derecho: 'bloqueo', detalle: 'Mientras corrigen', actual: rosa.key });
  const { intact, text } = verdict(await bundleOf(app, folio));
  t.true(intact, text);
  t.regex(text, /- 1 actos, en orden, cada uno como lo escribió el servidor\n/);
  t.regex(text, /No comprobado:\n {2}- el orden de 1 actos que aún no tenían sello/);
  const after = evidenceOf(await bundleOf(app, folio));
  t.deepEqual(
    after.acts.map(({ columns }) => columns.act),
    ['right.requested', 'right.read'],
  );
  t.like(JSON.parse(after.acts[1]?.columns.details ?? '{}'), { by: 'Ana Soto', folio });
  t.deepEqual(
    after.letters.map(({ channel }) => channel),
    ['mail', 'sms'],
    'a block is told by both',
  );
});

test('a case of the desk has a bundle of its acts alone; a folio without acts has none', async (t) => {
  const app = await open(t);
  await openJorge(app);
  const visitor = { network: '192.0.2.1', device: 'Firefox en Linux', reference: 'CS-7F3K-92QX' };
  await contestNie(app.deps, jorge.nie, visitor);
  await app.deps.audit.record({ act: 'case.closed', details: { folio: 'CS-7F3K-92QX', by: 'Ana Soto' } });
  await seal(app);
  const text = await bundleOf(app, 'CS-7F3K-92QX');
  const { request, acts } = evidenceOf(text);
  t.is(request, null);
  t.deepEqual(
    acts.map(({ columns }) => columns.act),
    ['identity.contested', 'case.closed'],
  );
  t.true(verdict(text).intact, verdict(text).text);
  await t.throwsAsync(() => bundleOf(app, 'CS-2222-2222'), {
    message: 'la bitácora no tiene actos del folio CS-2222-2222',
  });
});

test('[threat 331] of a right the words are those that its acts name, and the case those of its request', async (t) => {
  const app = await open(t);
  const evidence = evidenceOf(await bundleOf(app, await answered(t, app)));
  const request = evidence.request as NonNullable<Evidence['request']>;
  const one = evidence.case as NonNullable<Evidence['case']>;
  t.like(one, { kind: 'derecho', matter: 'rectificacion', state: 'resuelta', decision: { reason: REASONS, by: [] } });
  const other = (words: Partial<typeof request.words>) => ({
    request: { ...request, words: { ...request.words, ...words } },
  });
  const cases: readonly (readonly [Partial<Evidence>, RegExp])[] = [
    [other({ detail: 'Otra cosa' }), /su acto right\.requested no dicen lo mismo/],
    [other({ extension: 'Otra razón' }), /su acto right\.extended no dicen lo mismo/],
    [other({ reasons: null }), /su acto right\.answered no dicen lo mismo/],
    [{ case: { ...one, state: 'en-revision' } }, /el caso y sus actos, o su solicitud/],
    [
      { case: { ...one, decision: { ...(one.decision as object), reason: 'Otra' } as typeof one.decision } },
      /el caso y sus/,
    ],
  ];
  for (const [change, said] of cases) {
    const { intact, text } = verdict(signed({ ...evidence, ...change }));
    t.false(intact, String(said));
    t.regex(text, said);
  }
});
