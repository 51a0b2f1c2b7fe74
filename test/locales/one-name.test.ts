/**
 * A case that its person asks for has one name: on the page, in the queue, on the sheet, at the counter and in a
 * refusal.
 */
import test from 'ava';
import { galleryPages } from '../../src/dev/gallery/pages.ts';
import { render } from '../../src/http/views.ts';
import { mailboxLost } from '../../src/locales/es-CL/refusals/ask-desk.ts';
import { catalogueOf, defaultLocale } from '../../src/locales/locale.ts';
import { read } from '../helpers/named-proofs.ts';

const { cases, desk, pages } = catalogueOf(defaultLocale);
const name = 'Ya no puedo abrir mi correo';

test('the desk calls a lost mailbox as its person does', (t) => {
  t.is(cases.kinds['correo-perdido'], name);
  t.is(pages.askDesk.titles['correo-perdido'], name);
  t.is(pages.askDesk.asks['correo-perdido'], name);
  t.is(mailboxLost.desk.ask, name);
  t.true(read('views/parts/pieces.pug').includes(`'correo-perdido': '${name}'`));
  const counter = galleryPages.find(({ view }) => view === 'cases/counter');
  const html = counter ? render(counter.view, counter.locals) : '';
  t.regex(html, new RegExp(`<option value="correo-perdido"[^>]*>${name}</option>`));
  t.true(html.includes(`elija «${name}»`));
});

test('the state of a case has one name, on the sheet, in the queue and on its page', (t) => {
  t.deepEqual(desk.caseStates, cases.states);
});
