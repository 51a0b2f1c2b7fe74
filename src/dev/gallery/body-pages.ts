import type { Email } from '../../domain/email.ts';
import { namingActs, withdrawalReasons } from '../../domain/public-body.ts';
import type { Rut } from '../../domain/rut.ts';
import type { Day } from '../../domain/working-days.ts';
import { bodyChoices } from '../../features/cases/body-form.ts';
import { invitedRows, namedRows } from '../../features/cases/body-view.ts';
import { caseView } from '../../features/cases/case-view.ts';
import { memberNames, sampleCase, sheetOf } from './case-samples.ts';
import { csrfToken, now } from './cuenta-frame.ts';
import { deskFrameFor } from './desk-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { refusedAt } from './refused.ts';
import { texts } from './texts.ts';

const { bodies } = texts;
const organisation = { rut: '61533000-0' as Rut, razonSocial: 'Servicio Nacional de Capacitación y Empleo' };
const ID = '0f8d2c4e-6a1b-4c3d-8e5f-7a9b0c1d2e3f';
const until = new Date('2027-11-30T15:00:00Z');
const person = 'RUT 44.•••.•••-0';

const frame = deskFrameFor(['agente', 'revisor'], 'bodies', [{ tab: 'bodies', href: '/mesa/organismos' }]);
const plain = { values: {}, faults: {}, errors: [], ...bodyChoices(texts) };

const list = (suffix: string, more: object): GalleryPage => ({
  name: `mesa-organismos${suffix}`,
  view: 'cases/bodies',
  locals: { ...frame, title: bodies.titles.list, works: true, named: [], invited: [], ...more },
});

const line = { name: organisation.razonSocial, rut: '61.533.000-0', href: `/mesa/organismos/${ID}` };

const create = (suffix: string, more: object): GalleryPage => ({
  name: `mesa-organismo-nombrar${suffix}`,
  view: 'cases/new-body',
  locals: {
    ...frame,
    title: bodies.titles.new,
    formAction: '/mesa/organismos/nombrar',
    csrfToken,
    ...plain,
    ...more,
  },
});

const sheet = (suffix: string, more: object): GalleryPage => ({
  name: `mesa-organismo${suffix}`,
  view: 'cases/body',
  locals: {
    ...frame,
    title: bodies.titles.sheet,
    name: organisation.razonSocial,
    formAction: `/mesa/organismos/${ID}`,
    csrfToken,
    ...plain,
    reasons: withdrawalReasons.map((value) => ({ value, text: bodies.reasons[value] })),
    ...more,
  },
});

const mandate = { id: ID, accountId: ID, organisation, scope: 'administra', source: 'agencia:CS-4KTN-6RWB' } as const;
const named = namedRows(texts, { ...mandate, from: now, until }, person);
const invited = invitedRows(
  texts,
  {
    id: ID,
    organisation,
    email: 'tecnologia@organismo.example' as Email,
    role: 'administra',
    until,
    source: mandate.source,
    state: 'enviada',
    sending: ID,
    sentAt: now,
    expiresAt: new Date(now.getTime() + 72 * 3_600_000),
    resent: 0,
  },
  now,
);

/** Its case: who opened it decides nothing. */
function onCase(): GalleryPage {
  const one = sampleCase('organismo', 'CS-4KTN-6RWB', {
    state: 'en-revision',
    about: undefined,
    matter: 'nombrar',
    body: {
      ...organisation,
      act: { kind: 'resolucion', number: '1234', day: '2026-11-02' as Day, signer: 'Directora nacional' },
      email: 'tecnologia@organismo.example' as Email,
      months: 12,
    },
  });
  const choices = [{ action: 'assign' }] as const;
  const shown = caseView(texts, sheetOf(one, { holder: undefined, choices }), memberNames, { now: () => now });
  const title = texts.cases.titles.sheet;
  return {
    name: 'mesa-caso-organismo-nombrar',
    view: 'cases/case',
    locals: { ...frame, ...plain, title, formAction: '/mesa/casos/caso/x', csrfToken, ...shown },
  };
}

/** The pages of the desk about public bodies. */
export const bodyPages: readonly GalleryPage[] = [
  onCase(),
  list('', {
    named: [{ ...line, person, until: texts.formats.longDay(until) }],
    invited: [{ ...line, until: texts.formats.longDay(until) }],
  }),
  list('-ninguno', {}),
  create('', {}),
  create('-con-errores', {
    ...refusedAt('correo', 'body-mail', { acto: namingActs[0], correo: 'alguien@gmail.com' }),
  }),
  sheet('', { rows: named, renews: true, withdraws: true }),
  sheet('-sin-motivo', { rows: named, renews: true, withdraws: true, ...refusedAt('motivo', 'body-reason', {}) }),
  sheet('-invitacion', { rows: invited, resends: true, takesBack: true }),
  sheet('-auditoria', { rows: named, csrfToken: undefined }),
];
