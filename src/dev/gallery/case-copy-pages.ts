import { parseNie } from '../../domain/nie.ts';
import { caseView } from '../../features/cases/case-view.ts';
import { copyPageView, looksOf } from '../../features/cases/copy-view.ts';
import { asset } from '../../http/views.ts';
import type { StoredFile } from '../../ports/files.ts';
import { ago, memberNames, sampleCase, sheetOf } from './case-samples.ts';
import { csrfToken, now, rosa } from './cuenta-frame.ts';
import { deskFrameFor } from './desk-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { withFaults } from './refused.ts';
import { texts } from './texts.ts';

const frame = deskFrameFor(['agente', 'revisor'], 'cases', [{ tab: 'cases', href: '/mesa/casos' }]);
const about = { profile: 'migrante', identifier: parseNie('199.000.002-2') } as const;
const name = { given: 'Jorge', paternal: 'Del Río', maternal: 'Paz' };
const holder = {
  ...rosa,
  ...about,
  kind: 'NIE',
  identidad: 'declarada',
  personal: { ...rosa.personal, name },
} as const;
const file: StoredFile = {
  id: '1',
  purpose: 'copia-migrante',
  owner: { accountId: 'jorge' },
  kind: 'pdf',
  bytes: 348_160,
  sha256: 'ab',
  pages: 2,
  state: 'limpio',
  name: 'pasaporte.pdf',
  receivedAt: ago(50),
  heldAt: undefined,
  endedAt: undefined,
  reason: undefined,
};
const read = { by: '1', at: ago(1), wrong: [], expires: undefined, names: true } as const;
const wrong = { ...read, wrong: ['numero', 'todo'], names: false } as const;
const caseWith = (mrz?: typeof read | typeof wrong) =>
  sampleCase('copia-migrante', 'CS-7F3K-92QX', { about, state: 'en-revision', copy: { file: '1', sha256: 'ab', mrz } });

const page = (
  suffix: string,
  { mrz, state = 'limpio' }: { mrz?: typeof read | typeof wrong; state?: StoredFile['state'] } = {},
  locals: GalleryPage['locals'] = {},
): GalleryPage => ({
  name: `mesa-caso-copia${suffix}`,
  view: 'cases/copy',
  locals: {
    ...frame,
    title: texts.cases.titles.copy,
    csrfToken,
    formAction: '/mesa/casos/caso/boleto/copia/1',
    back: '/mesa/casos/caso/boleto',
    ...copyPageView(texts, { one: caseWith(mrz), file: { ...file, state }, holder, names: memberNames, now }),
    ...looksOf({}, { page: 1, pages: 2, back: '/mesa/casos/caso/boleto' }),
    source: asset('cedulas.svg'),
    values: { zona: '' },
    errors: [],
    faults: {},
    ...locals,
  },
});

const turned = {
  ...looksOf({ giro: '90', grande: 'si' }, { page: 2, pages: 2, back: '/mesa/casos/caso/boleto' }),
  source: asset('cedulas.svg'),
};

/** A copy of a document as the desk looks at it, and its case. */
export const caseCopyPages: readonly GalleryPage[] = [
  page(''),
  page('-girada', {}, turned),
  page('-espera', { state: 'pendiente' }),
  page('-rechazada', { state: 'rechazado' }),
  page('-leida', { mrz: read }, { done: texts.cases.copy.compared }),
  page('-no-calza', { mrz: wrong }, withFaults({ zona: 'mrz-unreadable' }, { zona: 'P<UTO' })),
  {
    name: 'mesa-caso-de-copia',
    view: 'cases/case',
    locals: {
      ...frame,
      title: texts.cases.titles.sheet,
      csrfToken,
      formAction: '/mesa/casos/caso/boleto',
      ...caseView(
        texts,
        sheetOf(caseWith(wrong), { holder, file, choices: [{ action: 'propose' }, { action: 'ask' }] }),
        memberNames,
        {
          now: () => now,
        },
      ),
      values: {},
      errors: [],
      faults: {},
    },
  },
];
