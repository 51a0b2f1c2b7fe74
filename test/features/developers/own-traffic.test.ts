import test from 'ava';
import { addDays, dayOf } from '../../../src/domain/working-days.ts';
import { errorsSection } from '../../../src/features/developers/own-errors.ts';
import { figuresSection } from '../../../src/features/developers/own-figures.ts';
import { render } from '../../../src/http/views.ts';
import { catalogueOf, defaultLocale } from '../../../src/locales/locale.ts';
import type { ClientError } from '../../../src/ports/client-errors.ts';
import type { ClientDay } from '../../../src/ports/client-figures.ts';

const texts = catalogueOf(defaultLocale);
const now = new Date('2026-11-30T15:00:00Z');
const today = dayOf(now);
const ends = { at: '12.15', seconds: 900 };

const anError = (rest: Partial<ClientError> = {}): ClientError => ({
  at: now,
  endpoint: '/oidc/token',
  error: 'invalid_grant',
  status: 400,
  description: 'grant request is invalid',
  detail: 'authorization code not found',
  reference: 'CS-2222-2222',
  ...rest,
});

const sectionOf = (errors: readonly ClientError[]) =>
  errorsSection(
    { clientErrors: { recent: async (id: string) => (id === 'uno' ? errors : []) } as never },
    texts,
    'uno',
  );

const figuresOf = (...days: ClientDay[]) =>
  figuresSection({ clientFigures: { days: async () => days } as never, now: () => now }, texts, 'uno');

test('each error has its cause, its cure in Spanish and the reference of its answer, one group for each kind', async (t) => {
  const { groups } = await sectionOf([anError(), anError({ error: 'cancelado', status: 303 }), anError()]);
  t.is(groups.length, 2);
  t.like(groups[0], {
    code: 'invalid_grant',
    answer: 'respuesta HTTP 400',
    count: '2 veces',
    cure: texts.pages.developers.errors.token.invalid_grant.developer,
  });
  t.like(groups[0]?.occurrences[0], {
    reference: 'CS-2222-2222',
    cause: 'grant request is invalid · authorization code not found',
  });
  t.is(groups[1]?.cure, texts.pages.developers.errors.authorization.cancelado.developer);
});

test('an error that the catalogue does not have is shown with the way to ask for it', async (t) => {
  const { groups } = await sectionOf([anError({ error: 'nuevo' })]);
  t.like(groups[0], { title: 'nuevo', known: false, cure: texts.pages.clientSheet.errors.unknownCure });
});

test('[threat 653] what a client sent is never markup on the page of its errors', async (t) => {
  const { groups } = await sectionOf([anError({ detail: '<script>alert(1)</script>' })]);
  const { heads, intro, more, none } = texts.pages.clientSheet.errors;
  const page = render('developers/own-errors', { ends, title: 'E', intro, more, none, heads, groups });
  t.false(page.includes('<script>alert'));
  t.true(page.includes('CS-2222-2222'));
});

test('figures have thirty days, also those on which nothing happened, newest first', async (t) => {
  const { rows, charts } = await figuresOf({ day: addDays(today, -1), signIns: 1200, refusals: 3, people: 74 });
  t.is(rows.length, 30);
  t.deepEqual(rows.slice(0, 2), [
    { day: '30-11-2026', signIns: '0', refusals: '0', people: '0' },
    { day: '29-11-2026', signIns: '1.200', refusals: '3', people: '70' },
  ]);
  t.true(charts.every(({ chart }) => chart.bars.length === 30));
});

test('[threat 654] fewer than ten people of a day are not told apart, in the table and in the chart', async (t) => {
  const [one, nine] = await Promise.all(
    [1, 9].map((people) => figuresOf({ day: today, signIns: 20, refusals: 0, people })),
  );
  t.deepEqual(one, nine);
  t.is(one?.rows[0]?.people, 'menos de 10');
});

test('what each bar shows stands in the table beside it', async (t) => {
  const { rows, charts } = await figuresOf({ day: today, signIns: 20, refusals: 4, people: 12 });
  const { title: _, ...words } = texts.pages.clientSheet.figures;
  const heads = [words.day, words.signIns, words.refusals, words.people];
  const page = render('developers/own-figures', { ends, title: 'Cifras', ...words, heads, rows, charts });
  t.is(page.match(/<svg class="barras"[^>]*aria-hidden="true"/g)?.length, 3);
  t.true(page.includes('<th scope="row">30-11-2026</th><td>20</td><td>4</td><td>10</td>'));
});
