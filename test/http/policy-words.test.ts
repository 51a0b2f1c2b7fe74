import test from 'ava';
import { galleryPages } from '../../src/dev/gallery/pages.ts';
import { render } from '../../src/http/views.ts';
import type { Notice } from '../../src/ports/notice.ts';
import { sampleNotices } from '../helpers/sample-notices.ts';
import { plainText, wordsOf } from '../helpers/spanish-messages.ts';

/** The text between the head and the foot of a page, as a person reads it. */
const read = (html: string): string =>
  html
    .replace(/^.*<main[^>]*>|<\/main>.*$/gs, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ');

/** What only `guia` has: the question's own pages, and its own fields of registration. */
const ofTheQuestion = ['recovery/question', 'data-update/question', 'my-account/change-question'];
/** Pages that state what is stored of any user, under either policy; they change with the law. */
const ofTheLaw = ['privacy/privacy', 'privacy/2026-11-22', 'privacy/2026-11-21', 'my-account/download'];
/** Pages that `segura` does not show: their fields are those of `guia`. */
const asked = { asksQuestion: false, question: undefined, errors: [], faults: {} };

const pages = galleryPages
  .filter(
    ({ view }) =>
      ![...ofTheQuestion, ...ofTheLaw, 'dev/gallery'].includes(view) && !/^(messages\/|dev\/mailbox)/.test(view),
  )
  .map(({ name, view, locals }) => ({
    name,
    view,
    text: read(render(view, { ...locals, ...asked, policy: 'segura' })),
  }));

test('[P8] segura mentions no secret question', (t) => {
  t.true(pages.length > 250, String(pages.length));
  for (const { name, text } of pages.filter(({ view }) => !/^my-account\/(activity|right)/.test(view)))
    t.notRegex(text, /pregunta(s)? secreta|respuesta secreta|responder (la )?pregunta/i, name);
});

test('[P8] segura never says that a key is sent: a link and a code are', (t) => {
  const sends =
    /env(iará|iaremos|ía) (una|su) clave|le enviará una clave|su clave (Sence \(CS\) )?(será enviada|irá)|enviamos su clave|Reciba su clave|clave provisoria a los contactos|llegarán las claves|enviarse la clave/i;
  const recovering = pages.filter(({ view }) =>
    /^(recovery|key-change|registration\/confirm-email|pending-changes\/request-state)\//.test(view),
  );
  t.true(recovering.length > 60, String(recovering.length));
  const byLink = galleryPages.filter(({ locals }) => locals.byLink === true).map(({ name }) => name);
  const inSegura = recovering.filter(({ name, view }) => view !== 'recovery/sent' || byLink.includes(name));
  for (const { name, view } of inSegura) {
    const page = galleryPages.find((one) => one.name === name);
    t.notRegex(
      read(render(view, { ...page?.locals, ...asked, byLink: true, policy: 'segura', bySmsAlone: false })),
      sends,
      name,
    );
  }
});

test('[P8] segura never says that keys reach a contact', (t) => {
  for (const { name, text } of pages) t.notRegex(text, /las claves (y|ni) los avisos|lleg\w+ (ahí )?las claves/i, name);
});

test('[P9] a page that names «No fui yo» of a mail calls it a link, for it is no button there', (t) => {
  const read = pages.filter(({ text }) => /«No fui yo»/.test(text));
  t.true(read.length > 3, String(read.length));
  for (const { name, text } of read) t.notRegex(text, /presione «No fui yo»/i, name);
});

test('[P8] guia keeps the guide word by word where segura has its own words', (t) => {
  const text = (name: string): string => {
    const { view = '', locals = {} } = galleryPages.find((one) => one.name === name) ?? {};
    return read(render(view, { ...locals, policy: 'guia', byLink: false }));
  };
  t.regex(text('recuperar-natural'), /Debe ingresar en primera instancia su Rut y responder la pregunta secreta/);
  t.regex(text('recuperar-natural'), /podría enviarse la clave a un e-mail que ya no tenga/);
  t.regex(text('recuperar-correo-natural'), /Se le enviará una clave al siguiente correo electrónico/);
});

test('[P8] no mail but that of a changed question mentions one: the mail does not know the policy', (t) => {
  // A question that was removed existed, whatever the policy.
  const speaks = (notice: Notice) =>
    notice.kind === 'question-changed' || ('dropped' in notice && notice.dropped?.includes('question'));
  for (const notice of sampleNotices.filter((one) => !speaks(one)))
    t.notRegex(plainText(wordsOf(notice)), /pregunta secreta|respuesta secreta/i, notice.kind);
});
