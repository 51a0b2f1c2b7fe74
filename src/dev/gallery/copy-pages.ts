import { copyView } from '../../features/my-account/copy-view.ts';
import type { CopyWay } from '../../features/my-account/use-cases/send-copy.ts';
import type { CaseMessage } from '../../ports/cases.ts';
import { ago, sampleCase } from './case-samples.ts';
import { csrfToken, frame, now } from './cuenta-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { everyWay } from './passkey-asked.ts';
import { refusedAt, withFaults } from './refused.ts';
import { texts } from './texts.ts';

const asked: CaseMessage = { author: 'staff', member: '1', text: 'La foto está borrosa. Envíe otra.', at: ago(30) };
const around = { now, messages: [asked], linkTo: () => '/caso/boleto' } as const;

const page = (name: string, found: CopyWay, locals: GalleryPage['locals'] = {}): GalleryPage => ({
  name: `cuenta-copia${name}`,
  view: 'my-account/copy',
  locals: {
    ...frame('my-data'),
    title: texts.pages.myAccount.titles.copy,
    formAction: '/cuenta',
    csrfToken: found.way === 'case' ? undefined : csrfToken,
    values: {},
    errors: [],
    faults: {},
    ...copyView(texts, found, around),
    ...locals,
  },
});

const one = sampleCase('copia-migrante', 'CS-7F3K-92QX');
const waits = { ...one, state: 'espera-persona', waitingSince: ago(30) } as const;
const end = { outcome: 'rechazada', reason: 'El nombre del pasaporte no es el de la cuenta.' } as const;
const rejected = { ...one, state: 'resuelta', decision: { ...end, by: ['1', '2'], at: ago(2) } } as const;
const words = texts.files.received({ name: 'pasaporte.pdf', pages: 2, bytes: 348_160 });
const archivos = { documento: { ficha: 'sellado', words } };

/** A migrant sends a copy of the document, from the first file to the decision. */
export const copyPages: readonly GalleryPage[] = [
  page('', { way: 'ask', last: undefined }),
  page('-con-factor', { way: 'ask', last: undefined }, { ways: everyWay }),
  page('-clave-mala', { way: 'ask', last: undefined }, { archivos, ...refusedAt('actual', 'own-key-wrong', {}) }),
  page('-archivo-malo', { way: 'ask', last: undefined }, withFaults({ documento: 'file-kind' }, {})),
  page('-otro-malo', { way: 'ask', last: undefined }, { archivos, ...withFaults({ documento: 'file-active' }, {}) }),
  page('-otra-vez', { way: 'ask', last: { ...rejected, closedAt: ago(1) } }),
  page('-observada', { way: 'observed', one: waits }),
  page('-recibida', { way: 'case', one }, { done: texts.pages.myAccount.done['copia-documento'] }),
];
