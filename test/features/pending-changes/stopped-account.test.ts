import test, { type ExecutionContext } from 'ava';
import type { Account } from '../../../src/domain/account.ts';
import { instantOf } from '../../../src/domain/instant.ts';
import { accountStopped, type ThawedBy, thawedBy } from '../../../src/domain/stopped-account.ts';
import { stoppedByQuery, stoppedQuery, stoppedView } from '../../../src/features/pending-changes/stopped-view.ts';
import { render } from '../../../src/http/views.ts';
import { refusalText } from '../../../src/http/words/refusal-text.ts';
import { stoppedWords } from '../../../src/locales/es-CL/stopped-account.ts';
import { catalogueOf, defaultLocale } from '../../../src/locales/locale.ts';
import { plainText, wordsOf } from '../../helpers/spanish-messages.ts';

const texts = catalogueOf(defaultLocale);
const NIGHT = new Date('2026-11-28T23:30:00-03:00');
const MORNING = new Date('2026-11-26T10:15:00-03:00');
const ISSUER = 'https://clave.sence.gob.cl';
const stolenAt = new Date('2026-11-20T10:00:00-03:00');

type Stopped = Pick<Account, 'profile' | 'state' | 'stolenAt'>;
const frozen = (profile: Account['profile'], stolen?: Date): Stopped => ({
  profile,
  state: 'congelada',
  stolenAt: stolen,
});

const cases: readonly (readonly [name: string, account: Stopped, by: ThawedBy])[] = [
  ['a person', frozen('natural'), 'card'],
  ['a person who was robbed', frozen('natural', stolenAt), 'new-card'],
  ['a company', frozen('juridica'), 'representative'],
  ['a company that was robbed', frozen('juridica', stolenAt), 'new-representative'],
  ['a migrante, who shows no Chilean card', frozen('migrante'), 'desk'],
  ['an account that is not frozen but shut', { profile: 'natural', state: 'suspendida' }, 'desk'],
];

/** The text of a page, as a person reads it. */
const read = (html: string): string =>
  html
    .replace(/^.*<main[^>]*>|<\/main>.*$|<aside.*?<\/aside>/gs, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ');

/** Every text about the same stopped account that one person reads, by its channel. */
function everywhere(account: Stopped, by: ThawedBy): Readonly<Record<string, string>> {
  const link = by === 'desk' ? {} : { link: `${ISSUER}/recuperar/${account.profile}` };
  const stolen = account.stolenAt !== undefined;
  const notice = { kind: 'account-frozen', at: instantOf(NIGHT), folio: 'CS-7F3K-9QWM', stolen, by, ...link } as const;
  const words = wordsOf(notice);
  const said = refusalText(texts, accountStopped(account, NIGHT));
  const stopped = stoppedView(texts, by, account.profile, NIGHT);
  const links = (said.solution ?? []).map(({ text, href }) => `${text} ${ISSUER}${href}`);
  return {
    'sign-in': [said.text, ...links, said.telephone].join(' '),
    mail: plainText(words),
    sms: words.sms,
    'page after the stop': `${read(render('pending-changes/disavow/done', { title: '', stopped }))} ${ISSUER}${stopped.link?.path ?? ''}`,
  };
}

for (const [name, account, by] of cases)
  test(`[P6] ${name}: sign-in, page, mail and SMS give the same way back, with its link, before the telephone`, (t) => {
    t.is(thawedBy(account), by);
    const { way, link } = stoppedWords(by, account.profile);
    for (const [where, text] of Object.entries(everywhere(account, by))) {
      const words = where === 'sms' ? stoppedWords(by, account.profile).sms : way;
      t.true(text.includes(words), `${where}: ${text}`);
      if (link) t.true(text.includes(`${ISSUER}${link.path}`), `${where} has the link`);
      const phone = text.search(/800 ?80 ?10 ?30/);
      t.true(phone > text.indexOf(words), `${where}: the telephone comes second`);
    }
  });

test('[P6] no page sends an account to a card that cannot open it: neither a migrante, nor a stolen card', (t) => {
  for (const text of Object.values(everywhere(frozen('migrante'), 'desk')))
    t.notRegex(text, /recuper[ae]\w* (su|la) clave/i);
  for (const text of Object.values(everywhere(frozen('natural', stolenAt), 'new-card')))
    t.regex(text, /cédula nueva|cedula nueva/);
});

test('[P6] a page that names the telephone says that it is closed and when it opens, or until when it is answered', (t) => {
  const said = (at: Date) => refusalText(texts, accountStopped(frozen('natural'), at)).telephone ?? '';
  t.regex(said(NIGHT), /18\.00 horas\. Ahora está cerrado: abre el lunes 30 de noviembre a las 9\.00/);
  t.regex(said(MORNING), /Ahora atiende, hasta las 18\.00/);
  const page = (view: string, now: Date) =>
    read(
      render(view, {
        title: '',
        stopped: stoppedView(texts, 'card', 'natural', now),
        phoneNow: stoppedView(texts, 'card', 'natural', now).phoneNow,
      }),
    );
  for (const view of [
    'pending-changes/disavow/done',
    'pending-changes/disavow/stolen',
    'pending-changes/revert-contacts/done',
  ]) {
    t.regex(
      page(view, NIGHT),
      /Ahora está cerrado: abre el lunes 30 de noviembre a las 9\.00 \(hora de Santiago\)\./,
      view,
    );
    t.regex(page(view, MORNING), /Ahora atiende, hasta las 18\.00 \(hora de Santiago\)\./, view);
  }
});

test('[P6] the address after «Detener mi cuenta» shows the text for that account, and any other the text for a person', (t) => {
  for (const [, account, by] of cases.filter(([, { state }]) => state === 'congelada')) {
    const query = Object.fromEntries(new URLSearchParams(stoppedQuery(account)));
    t.is(stoppedByQuery(texts, { query }, NIGHT).by, by);
  }
  t.like(stoppedByQuery(texts, { query: {} }, NIGHT), { by: 'card', link: { path: '/recuperar' } });
  t.like(stoppedByQuery(texts, { query: { perfil: '<script>' } }, NIGHT), { by: 'card', link: { path: '/recuperar' } });
});

test('[P6] a row that was written before the way back was stored shows the card, and is no broken mail', (t: ExecutionContext) => {
  const old = { kind: 'account-frozen', at: instantOf(NIGHT), folio: 'CS-7F3K-9QWM' } as const;
  t.regex(plainText(wordsOf(old)), /con el número de su cédula\./);
  t.notRegex(plainText(wordsOf(old)), /undefined/);
  t.notRegex(wordsOf(old).sms, /undefined|https/);
  t.regex(wordsOf({ ...old, stolen: true }).sms, /cedula nueva/);
});
