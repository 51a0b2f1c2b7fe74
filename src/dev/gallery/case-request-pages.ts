import type { ReturnedCase } from '../../domain/cases/case.ts';
import { parseEmail } from '../../domain/email.ts';
import type { FacilitadorRequest } from '../../domain/facilitador/facilitador-request.ts';
import { parseRut } from '../../domain/rut.ts';
import { caseView } from '../../features/cases/case-view.ts';
import { copyPageView, looksOf } from '../../features/cases/copy-view.ts';
import { requestPageView } from '../../features/cases/request-view.ts';
import { asset } from '../../http/views.ts';
import type { StoredFile } from '../../ports/files.ts';
import { ago, memberNames, sampleCase, sheetOf } from './case-samples.ts';
import { csrfToken, now, rosa } from './cuenta-frame.ts';
import { deskFrameFor } from './desk-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { withFaults } from './refused.ts';
import { texts } from './texts.ts';

const FOLIO = 'FE-7F3K-92QX';
const back = '/mesa/casos/caso/boleto';
const frame = deskFrameFor(['agente', 'revisor'], 'cases', [{ tab: 'cases', href: '/mesa/casos' }]);
const rut = parseRut('54.000.001-8');
const company = { accountId: 'panaderia', rut, razonSocial: 'Panadería Los Andes SpA' };
const holder = { ...rosa, id: 'panaderia', profile: 'juridica', kind: 'RUT', identifier: rut } as const;

const file = (purpose: StoredFile['purpose'], name: string): StoredFile => ({
  id: purpose,
  purpose,
  owner: { accountId: 'panaderia' },
  kind: 'pdf',
  bytes: 348_160,
  sha256: 'ab',
  pages: 1,
  state: 'limpio',
  name,
  receivedAt: ago(50),
  heldAt: undefined,
  endedAt: undefined,
  reason: undefined,
});
const document = file('documento-facilitador', 'pasaporte.pdf');
const files = [document, file('declaracion', 'declaracion.pdf')];

/** A request under review. */
export const sampleRequest: FacilitadorRequest = {
  id: '1',
  folio: FOLIO,
  company,
  askedBy: { subject: 'rosa', run: rut },
  data: {
    document: { kind: 'pasaporte', number: 'XA123456' },
    name: { given: 'Inés', paternal: 'Quispe', maternal: 'Mamani' },
    sex: 'F',
    birthDate: '1988-02-29',
    country: 'PE',
    email: parseEmail('ines@correo.example'),
  },
  files: { declaration: '2', document: '1' },
  state: 'en-revision',
  observed: [],
  version: 2,
  digest: 'ab',
  createdAt: ago(50),
  changedAt: ago(20),
};
const request = sampleRequest;
const rejected: FacilitadorRequest = { ...request, id: '2', folio: 'FE-4QX7-M2PD', state: 'rechazada' };
const read = { by: '1', at: ago(1), wrong: [], expires: undefined, names: true, number: true, born: true } as const;
const other = { ...read, number: false, born: false } as const;

const returned: readonly ReturnedCase[] = [
  {
    at: ago(2),
    reason: 'Mi segundo apellido es Mamani Condori, y nací el 28 de febrero.',
    decision: { by: ['1', '2'], outcome: 'acogida', reason: 'El pasaporte calza con los datos.', at: ago(10) },
  },
];

type Read = typeof read | typeof other;
const caseWith = (mrz?: Read) =>
  sampleCase('facilitador', FOLIO, {
    about: { profile: 'juridica', identifier: rut },
    accountId: 'panaderia',
    state: 'en-revision',
    copy: { file: '1', sha256: 'ab', mrz },
  });

const page = (
  suffix: string,
  {
    mrz,
    same = [],
    why,
    back: sentBack = [],
  }: {
    mrz?: Read;
    same?: readonly FacilitadorRequest[];
    why?: 'wrong-state' | 'rounds-over';
    back?: readonly ReturnedCase[];
  } = {},
  locals: GalleryPage['locals'] = {},
): GalleryPage => ({
  name: `mesa-caso-solicitud${suffix}`,
  view: 'cases/request',
  locals: {
    ...frame,
    title: texts.cases.titles.request,
    csrfToken,
    formAction: `${back}/copia/1`,
    back,
    ...copyPageView(texts, { one: caseWith(mrz), file: document, holder, names: memberNames, now }),
    ...requestPageView(texts, { request, files, same, returned: sentBack }, document, why),
    ...looksOf({}, { page: 1, pages: 2, back }),
    source: asset('cedulas.svg'),
    values: { zona: '' },
    errors: [],
    faults: {},
    ...locals,
  },
});

const sheet = (
  suffix: string,
  observed: FacilitadorRequest['observed'],
  same: readonly FacilitadorRequest[],
  sentBack: readonly ReturnedCase[] = [],
): GalleryPage => ({
  name: `mesa-caso-de-solicitud${suffix}`,
  view: 'cases/case',
  locals: {
    ...frame,
    title: texts.cases.titles.sheet,
    csrfToken,
    formAction: back,
    ...caseView(
      texts,
      sheetOf(caseWith(other), {
        holder,
        file: document,
        request: { request: { ...request, observed }, files, same, returned: sentBack },
        choices: [{ action: 'propose' }],
      }),
      memberNames,
      { now: () => now },
    ),
    values: {},
    errors: [],
    faults: {},
  },
});

/** A company's request for a facilitador as the desk reviews it, and its case. */
export const caseRequestPages: readonly GalleryPage[] = [
  page(''),
  page('-leida', { mrz: read }, { done: texts.cases.copy.compared }),
  page('-de-otra', { mrz: other, same: [rejected] }),
  page('-sin-razon', {}, withFaults({ declaracion: 'parts-missing' }, {})),
  page('-corta', {}, withFaults({ nombre: 'correction-short' }, { nombre: 'Otro' })),
  page('-no-corrige', { why: 'rounds-over' }),
  page('-devuelta', { back: returned }),
  sheet('', [], []),
  sheet('-devuelta', [], [], returned),
  sheet('-observada', [{ part: 'documentFile', reason: 'La foto está borrosa.' }], [rejected]),
];
