import { shownPeople } from '../../domain/shown-people.ts';
import { addDays, type Day, dayOf } from '../../domain/working-days.ts';
import { barChart } from '../../http/charts/bars.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { ClientDay } from '../../ports/client-figures.ts';
import type { Deps } from '../../ports/deps.ts';

const DAYS = 30;

/** Sign-ins, refusals and people of a client on each of the last 30 days, as charts and as a table. */
export async function figuresSection(
  { clientFigures, now }: Pick<Deps, 'clientFigures' | 'now'>,
  texts: Catalogue,
  clientId: string,
) {
  const from = addDays(dayOf(now()), 1 - DAYS);
  const days = everyDay(from, await clientFigures.days(clientId, from));
  const words = texts.pages.clientSheet.figures;
  const chart = (name: 'signIns' | 'refusals' | 'people', of: (day: ClientDay) => number) => ({
    name,
    title: words[name],
    chart: barChart(days.map((day) => ({ label: texts.formats.day(day.day), value: of(day) }))),
  });
  return {
    charts: [
      chart('signIns', ({ signIns }) => signIns),
      chart('refusals', ({ refusals }) => refusals),
      chart('people', ({ people }) => shownPeople(people) ?? 0),
    ],
    // Newest first: it is what a reader of the table looks for.
    rows: days.toReversed().map(({ day, signIns, refusals, people }) => ({
      day: texts.formats.day(day),
      signIns: texts.formats.number(signIns),
      refusals: texts.formats.number(refusals),
      people: peopleText(texts, people),
    })),
  };
}

/** Days without a count have one of zero. */
function everyDay(from: Day, counted: readonly ClientDay[]): readonly ClientDay[] {
  const byDay = new Map(counted.map((day) => [day.day, day]));
  return Array.from({ length: DAYS }, (_, place) => addDays(from, place)).map(
    (day) => byDay.get(day) ?? { day, signIns: 0, refusals: 0, people: 0 },
  );
}

function peopleText(texts: Catalogue, people: number): string {
  if (people === 0) return texts.formats.number(0);
  const shown = shownPeople(people);
  return shown === undefined ? texts.pages.clientSheet.figures.few : texts.formats.number(shown);
}
