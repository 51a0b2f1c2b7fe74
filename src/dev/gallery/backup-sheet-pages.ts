import { policies } from '../../domain/policy.ts';
import { sheetShown } from '../../features/backup-sheet/section.ts';
import { safetyOf } from '../../features/my-account/security.ts';
import { factorsShown } from '../../features/second-factor/section.ts';
import { enrolmentContacts } from '../../http/signed-in/code-contacts.ts';
import type { CredentialOf } from '../../ports/credentials.ts';
import { companyFrame, csrfToken, frame, now, panaderia, rosa, rosaActs } from './cuenta-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { everyWay } from './passkey-asked.ts';
import { refusedAt, withFaults } from './refused.ts';
import { texts } from './texts.ts';

const page = (name: string, view: string, locals: GalleryPage['locals']): GalleryPage => ({
  name: `hoja-de-respaldo-${name}`,
  view: `backup-sheet/${view}`,
  locals: { ...frame('security'), errors: [], faults: {}, values: {}, ...locals },
});

const code = (createdAt: Date): CredentialOf<'backup-code'> => ({
  id: '1',
  kind: 'backup-code',
  accountId: rosa.id,
  actor: undefined,
  content: { begins: 'AB', hash: '' },
  label: '',
  createdAt,
  step: 0,
});
const old = code(new Date('2026-10-20T10:15:00-03:00'));
const young = code(new Date('2026-11-20T10:15:00-03:00'));

type Reason = Parameters<typeof sheetShown>[2]['reason'];

const shown = (credentials: readonly CredentialOf<'backup-code'>[], reason?: Reason) =>
  sheetShown(texts, { account: rosa }, { credentials, reason }, now);

const security = (name: string, locals: object): GalleryPage => ({
  name: `cuenta-seguridad-hoja-${name}`,
  view: 'my-account/security',
  locals: {
    ...frame('security'),
    title: 'Seguridad – Mi cuenta',
    ...safetyOf(texts, rosa, policies.guia),
    ...factorsShown(texts, [], now),
    ...locals,
  },
});

const contacts = enrolmentContacts({ account: rosa, actor: undefined }, policies.guia);
const sentTo = contacts[0]?.masked;
const delivery = (state: string) => ({ channel: 'mail', state, until: 'a las 16.20' });
const sheet = (name: string, locals: GalleryPage['locals']) =>
  page(name, 'sheet', {
    title: 'Hoja de respaldo',
    formAction: '/cuenta',
    csrfToken,
    ...shown([]),
    contacts,
    ...locals,
  });

/** The printed sheet for a lost key: its section of Seguridad, the form, and the page that shows it once. */
export const backupSheetPages: readonly GalleryPage[] = [
  security('ofrecida', shown([])),
  security('sin-celular', shown([], 'mobile')),
  security('correo-compartido', shown([], 'mailbox')),
  security('nueva', shown([young, young])),
  security('un-codigo', shown([old])),
  sheet('hacer', {}),
  sheet('otra', shown([old, old])),
  sheet('enviado', { ...shown([young]), sentTo, delivery: delivery('sent'), values: { codigo: '123456' } }),
  sheet('retenido', { sentTo, delivery: delivery('withheld') }),
  sheet('con-factor', { ...shown([old]), ways: everyWay }),
  sheet('empresa', {
    ...companyFrame('security'),
    ofRepresentative: true,
    contacts: enrolmentContacts({ account: panaderia, actor: rosaActs }, policies.segura),
  }),
  page('sin-contacto', 'sheet', { title: 'Hoja de respaldo', ...shown([]), contacts: [] }),
  sheet('con-errores', withFaults({ codigo: 'factor-contact-needed', actual: 'key-missing' }, {})),
  sheet('codigo-incorrecto', { sentTo, ...refusedAt('codigo', ['contact-code-wrong', { left: 4 }], {}) }),
  sheet('en-reposo', {
    ...refusedAt('contenido', ['backup-sheet-rests', { until: new Date('2026-11-24T10:00:00-03:00') }], {}),
    faults: {},
  }),
  sheet('disputada', { ...refusedAt('contenido', 'backup-sheet-contested', {}), faults: {} }),
  sheet('ya-quitada', { ...refusedAt('contenido', 'backup-sheet-missing', {}), faults: {} }),
  page('impresa', 'printed', {
    title: 'Su hoja de respaldo',
    codes: ['ABCD-EFGH-JKLM-NPQR', 'WXYZ-2345-6789-BCDF'],
    made: texts.formats.longDay(now),
    next: '/cuenta/seguridad',
  }),
  page('impresa-vencida', 'printed-over', { title: 'La hoja ya no se muestra' }),
];
