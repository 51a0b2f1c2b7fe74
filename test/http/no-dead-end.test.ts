/** docs/desk.md: every refusal and every page that ends at the desk has a way out, and the table says which. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { askReasons } from '../../src/domain/desk-reason.ts';
import type { RefusalCode, RefusalDetails } from '../../src/domain/refusal.ts';
import { caseKindTexts } from '../../src/locales/es-CL/cases/kinds.ts';
import { caseRefusals } from '../../src/locales/es-CL/cases/refusals.ts';
import { sheetRefusals } from '../../src/locales/es-CL/refusals/desk.ts';
import { deskCallRefusals } from '../../src/locales/es-CL/refusals/desk-calls.ts';
import { deskRefusals } from '../../src/locales/es-CL/staff/refusals.ts';
import { catalogueOf, defaultLocale } from '../../src/locales/locale.ts';
import { openTestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { cellsOf, read } from '../helpers/named-proofs.ts';

const { refusals, pages } = catalogueOf(defaultLocale);
const codes = Object.keys(refusals) as RefusalCode[];

interface Row {
  /** Codes of refusals, or the path of a view. */
  readonly of: readonly string[];
  readonly who: string;
  readonly ways: readonly string[];
  readonly cases: readonly string[];
  readonly ends: string;
}

const quoted = (cell = ''): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

const [, tables = ''] = read('docs/desk.md').split('## The way out of every refusal and page\n');

const table: readonly Row[] = tables
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => cellsOf(line))
  .map(([, of, who = '', ways, cases, ends = '']) => ({
    of: quoted(of),
    who,
    ways: quoted(ways),
    cases: quoted(cases),
    ends,
  }));

const isPage = ({ of }: Row): boolean => of[0]?.startsWith('views/') === true;
const refused = table.filter((row) => !isPage(row));
const shown = table.filter(isPage);

const at = new Date('2026-11-28T16:20:00-03:00');

/** Details by which the words of a refusal differ. */
const variants: readonly RefusalDetails[] = [
  undefined,
  'card',
  'connection',
  'network',
  'identifier',
  'unproved',
].flatMap((of) =>
  ['natural', 'juridica', 'migrante', undefined].flatMap((profile) =>
    ['recovery', 'key-change', 'data-update'].map((flow) => ({
      left: 2,
      until: at,
      opensAt: at,
      folio: 'CS-7F3K-92QX',
      min: 8,
      max: 64,
      flow,
      at,
      ticket: 'boleto',
      ...(of ? { of } : {}),
      ...(profile ? { profile } : {}),
    })),
  ),
);

/** An address without its query, and with `…` in the place of a profile or a ticket. */
const addressOf = (href: string): string =>
  href
    .replace(/\?.*$/, '')
    .replace(/^\/(codigo-cedula|registro|recuperar|cambiar)\/(natural|migrante|boleto)$/, '/$1/…');

/** Everything that the words of a refusal offer. */
function offered(code: RefusalCode): ReadonlySet<string> {
  // Who registers has a profile.
  const met = code === 'already-registered' ? variants.filter(({ profile }) => profile) : variants;
  const all = met.map((details) => refusals[code](details));
  return new Set(
    all.flatMap(({ text, cause = '', solution = [], desk }) => [
      ...solution.filter(({ href }) => href.startsWith('/')).map(({ href }) => addressOf(href)),
      ...(/16\.20/.test(text + cause) ? ['wait'] : []),
      ...(desk ? [`desk «${desk.ask}»`] : []),
    ]),
  );
}

const isJuridica = (way: string): string => way.replace(/^\/(registro|recuperar|cambiar)\/juridica$/, '/$1/…');

test('[refusals] each refusal of the catalogue has one row', (t) => {
  t.deepEqual(refused.flatMap(({ of }) => of).toSorted(), codes.toSorted());
});

test('[refusals] a row of the desk says that its members meet it, and no other row does', (t) => {
  const ofDesk = new Set(Object.keys({ ...deskRefusals, ...caseRefusals, ...sheetRefusals, ...deskCallRefusals }));
  for (const { of, who } of refused) for (const code of of) t.is(who.startsWith('staff: '), ofDesk.has(code), code);
});

test('[refusals] each row names at least one way out, and when it ends', (t) => {
  for (const { of, ways, ends } of table) {
    t.true(ways.length > 0, of.join());
    t.true(ends.length > 0, of.join());
    for (const way of ways) t.regex(way, /^(again|wait|\/\S*|desk «[^»]+»)$/, of.join());
  }
});

test('[refusals] each way of a row is the one that the words offer, and none is left out', (t) => {
  for (const { of, ways } of refused)
    for (const code of of as RefusalCode[]) {
      const named = ways.filter((way) => way !== 'again').map(isJuridica);
      const words = [...offered(code)].map(isJuridica);
      // A row of several codes names the links of all of them.
      const links = named.filter((way) => way.startsWith('/'));
      t.deepEqual(
        words.filter((way) => !named.includes(way)),
        [],
        code,
      );
      t.deepEqual(
        named.filter((way) => !way.startsWith('/') && !words.includes(way)),
        [],
        code,
      );
      if (of.length === 1)
        t.deepEqual(
          links.filter((way) => !words.includes(way)),
          [],
          code,
        );
    }
});

test('[refusals] a refusal that only the desk can answer says what to bring', (t) => {
  for (const code of ['document-at-desk', 'contest-at-desk', 'run-has-account', 'cedula-at-desk'] as const)
    for (const details of variants) t.truthy(refusals[code](details).desk?.bring, code);
});

test('[refusals] a case that a page opens has a page, a name and a kind', (t) => {
  for (const { of, cases } of table) for (const kind of cases) t.true(kind in caseKindTexts, `${of.join()}: ${kind}`);
  for (const code of codes)
    for (const details of variants) {
      const { desk } = refusals[code](details);
      if (!desk?.page) continue;
      t.is(desk.ask, pages.askDesk.asks[desk.page], code);
      const row = refused.find(({ of }) => of.includes(code));
      t.true(row?.cases.includes(desk.page), code);
    }
  for (const reason of askReasons)
    t.true(
      table.some(({ cases }) => cases.includes(reason)),
      reason,
    );
});

test('[refusals] no words of a refusal name the telephone but by what to ask for', (t) => {
  for (const code of codes)
    for (const details of variants) {
      const { text, cause = '', telephone, desk } = refusals[code](details);
      t.notRegex(text + cause, /800 80 10 30/, code);
      if (telephone) t.truthy(desk, code);
    }
});

const viewsFolder = fileURLToPath(new URL('../../views', import.meta.url));
const views = readdirSync(viewsFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.pug'))
  .map((name) => ({ path: `views/${name}`, text: read(`views/${name}`) }))
  // The pieces themselves, and the page that the case is opened on.
  .filter(({ path }) => !['views/parts/pieces.pug', 'views/ask-desk/done.pug'].includes(path));

/** What a view asks for at the desk, word for word. */
const asksIn = (text: string): readonly string[] => [
  ...new Set(
    [/\+(?:pida|llame)\('([^']+)'/g, /pid[ae] «([^»#]+)»/g].flatMap((shape) =>
      [...text.matchAll(shape)].map(([, ask = '']) => ask),
    ),
  ),
];

test('[refusals] each page that asks for the desk has a row with the words that it asks for, and each row is such a page', (t) => {
  for (const { path, text } of views) {
    const asks = asksIn(text);
    const opens = text.includes('+pedirAtencion(');
    const row = shown.find(({ of }) => of[0] === path);
    if (asks.length === 0 && !opens) t.is(row, undefined, path);
    else {
      const named = row?.ways.filter((way) => way.startsWith('desk «')) ?? [];
      t.deepEqual(named.toSorted(), asks.map((ask) => `desk «${ask}»`).toSorted(), path);
      t.is(row?.ways.includes('/atencion') ?? false, opens, path);
    }
  }
  t.is(new Set(shown.map(({ of }) => of[0])).size, shown.length);
});

/** Pages of help and of a service by telephone, and those whose way on is a link: they do not end at the telephone. */
const free =
  /^views\/(layout|home|privacy|ask-desk|caller\/ask|identity\/contest-identity\/form|parts\/(nie|registration|requirements)|data-update\/(begin|question)|key-change\/begin|recovery\/(begin|form|sent))/;

test('[refusals] no other page names the telephone without what to ask for', (t) => {
  for (const { path, text } of views) if (!free.test(path)) t.notRegex(text, /#\[\+fono\]/, path);
});

test('[refusals] each address that is named as a way exists', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  const browser = openBrowser();
  const addresses = new Set(table.flatMap(({ ways }) => ways).filter((way) => way.startsWith('/')));
  for (const address of addresses) {
    if (address === '/codigo-cedula/…') continue;
    const { status } = await browser.get(app.issuer + address.replace('…', 'natural'));
    t.true(status < 400, `${address}: ${status}`);
  }
  for (const reason of askReasons) t.is((await browser.get(`${app.issuer}/atencion?motivo=${reason}`)).status, 200);
});
