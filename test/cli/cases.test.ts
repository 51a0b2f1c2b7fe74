import test, { type ExecutionContext } from 'ava';
import { openCase } from '../../src/account/open-case.ts';
import { CommandRefused, UsageError } from '../../src/cli/args.ts';
import { readCasesArgs } from '../../src/cli/cases-args.ts';
import { answerCases } from '../../src/cli/cases-command.ts';
import { parseNie } from '../../src/domain/nie.ts';
import { contestNie } from '../../src/features/identity/use-cases/contest-nie.ts';
import { wordsOfAct } from '../../src/features/my-account/act-words.ts';
import { catalogueOf, defaultLocale } from '../../src/locales/locale.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { jorge, openJorge } from '../helpers/migrantes.ts';
import { operatorCommand } from '../helpers/operator-command.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';

const command = operatorCommand('cli/cases.ts');
const nie = jorge.nie;

async function open(t: ExecutionContext): Promise<TestApp> {
  const app = await openTestApp({ env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  return app;
}

const visitor = (reference: string) => ({ network: '192.0.2.1', device: 'Firefox en Linux', reference });

async function say({ deps }: TestApp, ...words: readonly string[]): Promise<string> {
  const asked = readCasesArgs(words);
  if (asked.verb === 'help') throw new Error('the process says it');
  return answerCases(deps, asked);
}

test('[P14] an operator reads the case by the command, and the reader is named in the trail and in Actividad', async (t) => {
  const app = await open(t);
  await openJorge(app);
  await contestNie(app.deps, nie, visitor('CS-7F3K-92QX'));
  const env = { SECRETS_KEY: SECRETS_KEYS[0], CLAVE_POLICY: 'guia', ISSUER: app.issuer };
  const run = (...words: string[]) => command(app.database.knex.client.config.connection, env, words);
  const list = await run('list');
  t.is(list.code, 0, list.errors);
  t.regex(
    list.output,
    /^FOLIO +CASO +ESTADO +PEDIDO +PLAZO\nCS-7F3K-92QX +Otra persona usa su número +Espera a la persona +\d\d-\d\d-\d{4} +\d\d-\d\d-\d{4}\n$/,
  );
  t.notRegex(list.output, /199/, 'whose it is stands nowhere in the list');

  const shown = await say(app, 'show', 'cs-7f3k-92qx', '--by', 'Ana Soto');
  t.regex(shown, /Número +19•\.•••\.•••-2/);
  t.regex(shown, /Cuenta +activa; identidad: declarada/);
  const holder = await app.deps.accounts.findByIdentifier('migrante', nie);
  const said = await app.deps.audit.read(holder?.id ?? '', {
    from: new Date(0),
    to: new Date(app.deps.now().getTime() + 1000),
    skip: 0,
    limit: 2,
  });
  t.deepEqual(
    said.map((row) => wordsOfAct(catalogueOf(defaultLocale), row, '')),
    [
      'Una persona de SENCE leyó una solicitud sobre su RUT o NIE',
      'Alguien dijo que otra persona usa este NIE; nadie lo comprobó y su cuenta sigue igual',
    ],
  );
  const rows = await app.database.run<{ account_id: string; details: object }[]>((sql) =>
    sql('audit').where({ act: 'case.read' }),
  );
  t.deepEqual(
    rows.map(({ account_id, details }) => ({ account_id, details })),
    [{ account_id: holder?.id, details: { by: 'Ana Soto', folio: 'CS-7F3K-92QX', kind: 'identidad-disputada' } }],
  );
});

test('[P14] the command reports that no case waits, or none under that folio', async (t) => {
  const app = await open(t);
  t.is(await say(app, 'list'), 'No hay casos que esperen.');
  await t.throwsAsync(say(app, 'show', 'CS-2222-2222', '--by', 'Ana Soto'), { instanceOf: CommandRefused });
  await contestNie(app.deps, parseNie('199.000.001-4'), visitor('CS-2222-2222'));
  await contestNie(app.deps, nie, visitor('CS-3333-3333'));
  t.regex(await say(app, 'show', 'CS-2222-2222', '--by', 'Ana Soto'), /nadie tiene una cuenta con este número/);
  t.regex(await say(app, 'list', '--limit', '1'), /CS-2222-2222[\s\S]*Hay más: use --limit\.$/, 'the oldest first');
});

test('the list is filtered by kind and state, and a complaint does not end without an answer', async (t) => {
  const app = await open(t);
  await openJorge(app);
  const holder = await app.deps.accounts.findByIdentifier('migrante', nie);
  if (!holder) throw new Error('Jorge has no account');
  await contestNie(app.deps, nie, visitor('CS-2222-2222'));
  const asked = { kind: 'reclamo', openedBy: 'person', holder: { account: holder } } as const;
  await openCase(app.deps, asked, visitor('CS-3333-3333'));
  const list = (...words: string[]) => say(app, 'list', ...words);
  t.regex(await list(), /CS-3333-3333[\s\S]*CS-2222-2222/, 'what waits for the desk first');
  t.notRegex(await list('--kind', 'reclamo'), /CS-2222-2222/);
  t.notRegex(await list('--state', 'espera-persona'), /CS-3333-3333/);
  const close = (reason: string) => say(app, 'close', 'CS-3333-3333', '--by', 'Ana Soto', '--reason', reason);
  await t.throwsAsync(close('sin-respuesta'), { instanceOf: CommandRefused });
  t.regex(await close('desistida'), /cerrado/);
});

test('[P14] an operator closes a case with a reason: the number is erased, and no account changes', async (t) => {
  const app = await open(t);
  await openJorge(app);
  const account = () => app.deps.accounts.findByIdentifier('migrante', nie);
  const before = await account();
  await contestNie(app.deps, nie, visitor('CS-7F3K-92QX'));
  const words = ['close', 'cs-7f3k-92qx', '--by', 'Ana Soto', '--reason', 'desistida'];
  const answers = await Promise.allSettled([say(app, ...words), say(app, ...words)]);
  t.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected'], 'once, also when asked twice');
  t.is(await say(app, 'list'), 'No hay casos que esperen.');
  const row = await app.database.run<{ content: Buffer | null; ended_at: Date | null } | undefined>((sql) =>
    sql('cases').where({ folio: 'CS-7F3K-92QX' }).first(),
  );
  t.is(row?.content, null);
  t.true(row?.ended_at instanceof Date);
  t.deepEqual(await account(), before);
  const rows = await app.database.run<{ account_id: string; details: object }[]>((sql) =>
    sql('audit').where({ act: 'case.closed' }),
  );
  t.is(rows.length, 1);
  t.is(rows[0]?.account_id, before?.id);
  t.like(rows[0]?.details, { by: 'Ana Soto', folio: 'CS-7F3K-92QX', kind: 'identidad-disputada', reason: 'desistida' });
  await t.throwsAsync(say(app, ...words), { instanceOf: CommandRefused });
});

for (const words of [
  [],
  ['close'],
  ['close', 'CS-2222-2222', '--by', 'Ana Soto'],
  ['close', 'CS-2222-2222', '--by', 'Ana Soto', '--reason', 'porque sí'],
  ['list', 'CS-2222-2222'],
  ['list', '--limit', '0'],
  ['list', '--kind', 'otro'],
  ['list', '--state', 'vencida'],
  ['show', 'CS-2222-2222'],
  ['show', '--by', 'Ana'],
  ['show', 'CS-2222-2222', '--by', '44.000.001-0'],
])
  test(`[P14] «${words.join(' ')}» is no command`, (t) => {
    t.throws(() => readCasesArgs(words), { instanceOf: UsageError });
  });
