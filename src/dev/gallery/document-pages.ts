import { documentView } from '../../features/my-account/document.ts';
import type { DocumentWay } from '../../features/my-account/use-cases/ask-document.ts';
import { ago, sampleCase } from './case-samples.ts';
import { csrfToken, frame, now } from './cuenta-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { everyWay } from './passkey-asked.ts';
import { refusedAt } from './refused.ts';
import { texts } from './texts.ts';

const around = { now, holdHours: 72, linkTo: () => '/caso/boleto' } as const;

const page = (name: string, open: DocumentWay, locals: GalleryPage['locals'] = {}): GalleryPage => ({
  name: `cuenta-documento${name}`,
  view: 'my-account/document',
  locals: {
    ...frame('my-data'),
    title: texts.pages.myAccount.titles.document,
    formAction: '/cuenta',
    csrfToken: open.way === 'ask' ? csrfToken : undefined,
    values: {},
    errors: [],
    faults: {},
    ...documentView(texts, open, around),
    ...locals,
  },
});

const asked = sampleCase('documento-migrante', 'CS-7F3K-92QX');
const seen = {
  ...asked,
  state: 'en-revision',
  waitingSince: undefined,
  attestations: [{ by: '2', at: ago(5) }],
} as const;
const decision = { outcome: 'rechazada', reason: 'El nombre del pasaporte no es el del registro.' } as const;
const rejected = { ...seen, state: 'resuelta', decision: { ...decision, by: ['1', '2'], at: ago(2) } } as const;
const hold = {
  id: '1',
  folio: 'CS-7F3K-92QY',
  accountId: 'rosa',
  kind: 'counter',
  state: 'waiting',
  createdAt: now,
  dueAt: ago(-72),
} as const;

/** A migrante proves the identity by a document, from the question to the end of the waiting period. */
export const documentPages: readonly GalleryPage[] = [
  page('', { way: 'ask', last: undefined }),
  page('-con-factor', { way: 'ask', last: undefined }, { ways: everyWay, ...refusedAt('actual', 'own-key-wrong', {}) }),
  page('-otra-vez', { way: 'ask', last: { ...rejected, closedAt: ago(1) } }),
  page('-folio', { way: 'case', one: asked }, { done: texts.pages.myAccount.done.documento }),
  page('-visto', { way: 'case', one: seen }),
  page('-rechazado', { way: 'case', one: rejected }),
  page('-espera', { way: 'waiting', hold }),
];
