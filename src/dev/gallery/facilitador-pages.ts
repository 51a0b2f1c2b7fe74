import type { FacilitadorStep } from '../../domain/facilitador/draft.ts';
import { correctionValues } from '../../features/facilitador/correct-form.ts';
import { correctView } from '../../features/facilitador/correct-view.ts';
import { nextView } from '../../features/facilitador/next-view.ts';
import { countryOptions, documentOptions, sexOptions } from '../../features/facilitador/options.ts';
import { questionsOf } from '../../http/words/secret-questions.ts';
import { sampleRequest } from './case-request-pages.ts';
import { companyFrame } from './cuenta-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { everyWay } from './passkey-asked.ts';
import { captcha, ends } from './recovery-form.ts';
import { refusedAt, withFaults } from './refused.ts';
import { texts } from './texts.ts';

const csrfToken = 'ficha-de-ejemplo';
const title = texts.pages.facilitador.titles.profiles.juridica;
const form = { back: '/', csrfToken, values: {}, faults: {}, errors: [], policy: 'guia', profile: 'juridica', title };

const begin = (name: string, state: object): GalleryPage => ({
  name: `facilitador${name}`,
  view: 'facilitador/begin',
  locals: { ...form, formAction: '/facilitador/juridica', step: { number: 1, of: 5 }, ...captcha, ...state },
});

const at = (paso: FacilitadorStep, number: number, name: string, state: object = {}): GalleryPage => ({
  name: `facilitador-${name}`,
  view: `facilitador/${paso}`,
  locals: {
    ...form,
    paso,
    ends,
    identifier: '54.000.001-8',
    step: { number, of: 5 },
    formAction: '/facilitador/juridica/ejemplo',
    ...state,
  },
});

const document = { kinds: documentOptions(texts) };
const person = { sexes: sexOptions(texts), countries: countryOptions(texts), asksChildren: true };
const typed = {
  nombres: 'Inés',
  paterno: 'Quispe',
  sexo: 'F',
  fecha_nacimiento: '30-02-1990',
  email: 'ines@correo.example',
};
const review = {
  razonSocial: 'Panadería Los Andes SpA',
  representative: '44.000.001-0',
  files: { declaration: 'declaracion-firmada.pdf', document: 'pasaporte.jpg' },
  document: { kind: 'Pasaporte', number: 'XA123456' },
  person: {
    name: 'Inés Quispe Mamani',
    sex: 'Femenino',
    birthDate: '29-02-1988',
    country: 'Perú',
    email: 'ines@correo.example',
  },
  asksChildren: true,
};
const NOW = new Date('2026-11-30T15:00:00Z');
const EARLIER = new Date('2026-11-29T15:00:00Z');
const LATER = new Date('2026-12-03T15:00:00Z');
const asked = { folio: 'FE-7F3K-92QX', name: 'Inés Quispe Mamani', since: 'Ayer, 20.15' };

const requests = (name: string, all: readonly object[]): GalleryPage => ({
  name: `facilitador-en-mi-cuenta${name}`,
  view: 'facilitador/requests',
  locals: {
    ...companyFrame('facilitadores'),
    title: texts.pages.myAccount.titles.facilitadores,
    formAction: '/cuenta/facilitadores/solicitudes',
    csrfToken,
    errors: [],
    requests: all,
  },
});

const observed = [
  { part: 'documentFile', reason: 'La foto tiene un reflejo sobre el número.' },
  { part: 'name', reason: 'El segundo apellido es otro.' },
  { part: 'declaration', reason: 'Falta la firma.' },
  { part: 'country', reason: 'El pasaporte es de otro país.' },
] as const;

const correct = (name: string, state: GalleryPage['locals'] = {}): GalleryPage => ({
  name: `facilitador-corregir${name}`,
  view: 'facilitador/correct',
  locals: {
    ...companyFrame('facilitadores'),
    title: texts.pages.myAccount.titles.correctFacilitador,
    formAction: '/cuenta/facilitadores/solicitudes/FE-7F3K-92QX/corregir',
    csrfToken,
    ...correctView(texts, { ...sampleRequest, observed }),
    errors: [],
    faults: {},
    values: correctionValues(sampleRequest.data, undefined),
    ...state,
  },
});

const withdraw = (name: string, state: GalleryPage['locals']): GalleryPage => ({
  name: `facilitador-retirar${name}`,
  view: 'facilitador/withdraw',
  locals: {
    ...companyFrame('facilitadores'),
    title: texts.pages.myAccount.titles.withdrawFacilitador,
    formAction: '/cuenta/facilitadores/solicitudes/retirar',
    csrfToken,
    errors: [],
    faults: {},
    values: {},
    ...state,
  },
});

/** Solicitud de CS para Facilitador Extranjero, and the company's requests in Mi cuenta. */
export const facilitadorPages: readonly GalleryPage[] = [
  begin('', {}),
  begin(
    '-letras-erradas',
    refusedAt('captcha', 'captcha-wrong', { rut: '54.000.001-8', rut_representante: '44.000.001-0' }),
  ),
  at('mail', 1, 'por-correo', { asked: true, csrfToken: undefined }),
  at('key', 1, 'clave'),
  at('factor', 1, 'segundo-factor', { ways: everyWay }),
  at('declaration', 2, 'declaracion', { template: '/facilitador/juridica/ejemplo/declaracion.docx' }),
  at('declaration', 2, 'declaracion-grande', {
    template: '/facilitador/juridica/ejemplo/declaracion.docx',
    ...refusedAt('declaracion', 'file-too-large', {}),
  }),
  at('document', 3, 'documento', document),
  at('document', 3, 'documento-errado', {
    ...document,
    archivos: { documento: { words: 'pasaporte.jpg, 1 página, 212 KB, recibido' } },
    ...withFaults(
      { numero_documento: 'document-number-invalid', tipo_documento: 'field-missing' },
      { numero_documento: '¿?' },
    ),
  }),
  at('person', 3, 'persona', person),
  at('person', 3, 'persona-errada', {
    ...person,
    ...withFaults({ fecha_nacimiento: 'birth-date-invalid', pais: 'field-missing' }, typed),
  }),
  at('person', 3, 'persona-segura', { ...person, asksChildren: false, policy: 'segura', step: { number: 3, of: 4 } }),
  at('question', 4, 'pregunta', { questions: questionsOf(texts), asksQuestion: true }),
  at('review', 5, 'revisar', review),
  at('done', 5, 'exito', { folio: asked.folio, step: undefined, csrfToken: undefined }),
  {
    name: 'facilitador-enlace',
    view: 'facilitador/mailbox',
    locals: { title: 'Continúe con la solicitud', formAction: '/facilitador/correo', csrfToken, token: 'ejemplo' },
  },
  {
    name: 'facilitador-vencida',
    view: 'facilitador/expired',
    locals: { title: 'La solicitud terminó', back: '/', again: '/facilitador/juridica' },
  },
  correct(''),
  correct('-errada', {
    archivos: { declaracion: { ficha: 'ejemplo', words: 'declaracion.pdf, 1 página, 80 KB, recibido' } },
    ...withFaults({ materno: 'name-invalid', documento: 'file-missing' }, { materno: '¿?' }),
  }),
  withdraw('', { requests: [{ ...asked, state: 'En revisión' }] }),
  withdraw('-sin-elegir', {
    requests: [{ ...asked, state: 'En revisión' }],
    ...refusedAt('solicitud', 'mandate-unchosen', {}),
  }),
  withdraw('-ninguna', { csrfToken: undefined, requests: [] }),
  requests('', [
    {
      ...asked,
      state: 'Recibida',
      open: true,
      caseLink: '/caso/ejemplo',
      observed: [],
      answer: 'Le respondemos a más tardar el 15 de diciembre de 2026.',
    },
  ]),
  requests(
    '-aprobada',
    (['por-enviar', 'enviada', 'vencida', 'activada', 'detenida'] as const).map((state, i) => ({
      ...asked,
      folio: `FE-7F3K-92Q${i}`,
      state: 'Aprobada',
      caseLink: '/caso/ejemplo',
      observed: [],
      next: nextView(
        texts,
        state === 'vencida' ? { state: 'enviada', expiresAt: EARLIER } : { state, expiresAt: LATER },
        NOW,
      ),
    })),
  ),
  requests('-ninguna', []),
  requests('-por-corregir', [
    {
      ...asked,
      state: 'Por corregir',
      open: true,
      until: '30 de diciembre de 2026',
      correctLink: '/cuenta/facilitadores/solicitudes/FE-7F3K-92QX/corregir',
      caseLink: '/caso/ejemplo',
      observed: [{ part: 'Documento de Identificación', reason: 'La foto tiene un reflejo sobre el número.' }],
    },
  ]),
];
