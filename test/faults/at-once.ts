import { type Browser, formOf, type Visit } from '../helpers/browser.ts';
import { type Checks, histogram } from '../helpers/proof/checks.ts';
import { cookiesOf } from '../helpers/proof/registrations.ts';
import { type Answer, ask, type ServerProcess } from '../helpers/server-process.ts';

export type Pair = readonly [ServerProcess, ServerProcess];

/** A page's form, filled in, to be sent to any process of the app. */
export interface Filled {
  send(server: ServerProcess): Promise<Answer>;
}

/** Fills in the form of a page that this browser has open. */
export function fillIn(browser: Browser, page: Visit, fields: Readonly<Record<string, string>>): Filled {
  const { action, hidden } = formOf(page);
  const { origin, pathname } = new URL(page.url);
  const headers = { cookie: cookiesOf(browser), origin };
  return { send: (to) => ask(to, action || pathname, { headers, form: { ...hidden, ...fields } }) };
}

/** Sends four at the same moment, two to each process: four forms, or one form four times. */
export function fourAtOnce(pair: Pair, forms: readonly Filled[]): Promise<readonly Answer[]> {
  const [first] = forms;
  return Promise.all(
    [0, 1, 0, 1].map((process, place) => (forms[place] ?? (first as Filled)).send(pair[process] as ServerProcess)),
  );
}

/** The position from which an address is different in each. */
const TOKEN = /(?<=\/)(?=[\w-]{20,})|\?/;

/** One round of a race: the four answers, and the rows that the app wrote. */
export interface Round {
  readonly answers: readonly Answer[];
  readonly acts: number;
  readonly messages: number;
}

/** Each round had one effect with its messages, and no answer was an error of the server or a page without text. */
export function judge(checks: Checks, rounds: readonly Round[], messages: number, loser: RegExp): void {
  const answers = rounds.flatMap((round) => round.answers);
  const acts = rounds.map((round) => round.acts);
  const sent = rounds.map((round) => round.messages);
  checks.measure('answers by status', histogram(answers.map(({ status }) => status)));
  checks.measure(
    'where they lead',
    histogram(answers.flatMap(({ headers }) => headers.location?.split(TOKEN)[0] ?? [])),
  );
  checks.check('one effect each, in the trail', acts.length > 0 && acts.every((count) => count === 1), histogram(acts));
  const each = sent.every((count) => count === messages);
  checks.check(`${messages} messages each, in the outbox`, each, histogram(sent));
  const faults = answers.filter(({ status }) => status >= 500).length;
  checks.check('no answer is a 5xx', faults === 0, `${faults} are`);
  const unclear = answers.filter(({ status, body }) => status !== 303 && !loser.test(body));
  checks.check('a late request reads why', unclear.length === 0, unclear[0] && `${unclear[0].status}`);
}
