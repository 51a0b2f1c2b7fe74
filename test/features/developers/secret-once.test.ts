import { inspect } from 'node:util';
import test from 'ava';
import { openTestApp } from '../../helpers/app.ts';
import { losAndes } from '../../helpers/facilitadores.ts';
import { portalData } from '../../helpers/portal.ts';
import { openPortalScene, type PortalScene } from '../../helpers/portal-callers.ts';

const HOME = '/desarrolladores/plataformas';
const app = await openTestApp({ env: { THROTTLES: 'off' } });
let scene: PortalScene;
test.before(async () => {
  scene = await openPortalScene(app);
});
test.after.always(() => app.stop());

const callerOf = (name: string) => scene.callers.find((one) => one.name === name)?.desarrolladores;

/** Every row of every table, as text. */
async function everyRow(): Promise<string> {
  const { rows } = await app.raw.run<{ rows: { tablename: string }[] }>((sql) =>
    sql.raw("select tablename from pg_tables where schemaname = 'public'"),
  );
  const tables = await Promise.all(
    rows.map(async ({ tablename }) => {
      const all = await app.raw.run<object[]>((sql) => sql(tablename).select('*'));
      return all.map((row) => Object.values(row).map(readable).join(' ')).join('\n');
    }),
  );
  return tables.join('\n');
}

const readable = (value: unknown): string =>
  Buffer.isBuffer(value) ? value.toString('latin1') : inspect(value, { depth: 9, maxStringLength: null });

test('[threat 628, ux 36] a secret is in one response ever, and in no other page, mail, line of the log, trail or table', async (t) => {
  const maker = callerOf('desarrolla');
  if (!maker) return t.fail();
  const { id } = await app.deps.portalClients.create({ organisation: losAndes, data: portalData });
  const sheet = `${app.issuer}${HOME}/${id}`;
  const made = await maker.browser.post(sheet, { ficha: maker.ficha, accion: 'secreto' });
  t.is(made.status, 303);
  const address = new URL(made.headers.get('location') ?? '', app.issuer).href;
  const others = scene.callers.filter(({ name }) => name !== 'desarrolla');
  const early = await Promise.all(others.map(({ desarrolladores }) => desarrolladores.browser.get(address)));
  const once = await maker.browser.get(address);
  const secret = /([\w-]{43})/.exec(once.text.slice(once.text.indexOf('client_secret')))?.[1] ?? '';
  t.is(secret.length, 43);
  t.is(once.headers.get('cache-control'), 'no-store');

  const later = [];
  for (const { desarrolladores: own } of scene.callers)
    for (const to of [address, `${sheet}/secreto`, sheet, `${sheet}/editar`, `${sheet}/errores`, app.issuer + HOME])
      later.push(await own.browser.get(to));
  const bodies = [made, ...early, ...later];
  t.true(bodies.length > 50);
  for (const { url, html, headers } of bodies)
    t.false(`${html}${[...headers.values()].join(' ')}`.includes(secret), url);
  t.false(address.includes(secret), 'the address is sealed');

  const mails = await app.mailbox();
  t.true(mails.some(({ subject }) => subject === 'Crearon un secreto para una plataforma'));
  t.false(inspect(mails, { depth: 9, maxStringLength: null }).includes(secret));
  t.false(app.logged.join('\n').includes(secret));
  t.false(app.logged.join('\n').includes(new URL(address).searchParams.get('boleto') ?? '?'), 'nor its address');
  const rows = await everyRow();
  t.true(rows.includes(id) && rows.includes('portal.secret-made'), 'the rows are readable');
  t.false(rows.includes(secret));
});
