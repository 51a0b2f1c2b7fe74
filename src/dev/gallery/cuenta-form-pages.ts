import { placeLocals } from '../../http/forms/comunas-file.ts';
import type { Tab } from '../../http/signed-in/frame.ts';
import { questionsOf } from '../../http/words/secret-questions.ts';
import { companyFrame, csrfToken, frame } from './cuenta-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { everyWay } from './passkey-asked.ts';
import { refusedAt, withFaults } from './refused.ts';
import { texts } from './texts.ts';

const form = (name: string, tab: Tab, view: string, locals: GalleryPage['locals']): GalleryPage => ({
  name: `cuenta-${name}`,
  view: `my-account/${view}`,
  locals: {
    ...frame(tab),
    title: 'Mi cuenta',
    formAction: '/cuenta',
    csrfToken,
    values: {},
    errors: [],
    faults: {},
    ...locals,
  },
});

const key = { keyMin: 8, keyMax: 10 };
const question = { asksQuestion: true, questions: questionsOf(texts) };
const address = { calle: 'Los Aromos', numero: '12', comuna: '13101', telefono_trabajo: '223456789' };
const contacts = { email: 'rosa@correo.example', celular: '40000001' };

/** The forms of Mi cuenta, and the pages that ask once more. */
export const cuentaFormPages: readonly GalleryPage[] = [
  form('celular', 'my-data', 'confirm-mobile', { mobile: '+56 9 •••• 0001', holdHours: 72 }),
  form('celular-enviado', 'my-data', 'confirm-mobile', { mobile: '+56 9 •••• 0001', holdHours: 72, sent: true }),
  form('clave', 'security', 'change-key', key),
  form('clave-con-errores', 'security', 'change-key', {
    ...key,
    ...withFaults({ actual: 'key-missing', clave: ['key-length', { min: 8, max: 10 }], clave2: 'keys-differ' }, {}),
  }),
  form('clave-incorrecta', 'security', 'change-key', { ...key, ...refusedAt('actual', 'own-key-wrong', {}) }),
  form('pregunta', 'security', 'change-question', { ...question, values: { pregunta: '2' } }),
  form('pregunta-con-errores', 'security', 'change-question', {
    ...question,
    ...withFaults({ pregunta: 'question-missing', respuesta: 'answer-missing', actual: 'key-missing' }, {}),
  }),
  form('pregunta-con-factor', 'security', 'change-question', {
    ...question,
    ways: everyWay,
    ...refusedAt('codigo', 'factor-code-wrong', { pregunta: '2', respuesta: 'Chile' }),
  }),
  form('domicilio', 'my-data', 'change-address', { ...placeLocals, company: false, values: address }),
  form('domicilio-con-errores', 'my-data', 'change-address', {
    ...placeLocals,
    company: false,
    ...withFaults(
      { calle: 'field-missing', comuna: 'comuna-missing', telefono_trabajo: 'phone-invalid' },
      { numero: '12' },
    ),
  }),
  form('direccion-empresa', 'my-data', 'change-address', {
    ...companyFrame('my-data'),
    ...placeLocals,
    company: true,
    values: address,
  }),
  form('contacto', 'my-data', 'change-contacts', { holdHours: 72, company: false, values: contacts }),
  form('contacto-con-errores', 'my-data', 'change-contacts', {
    holdHours: 72,
    company: false,
    ...withFaults({ email: 'email-invalid', celular: 'mobile-invalid', actual: 'key-missing' }, { email: 'rosa' }),
  }),
  form('contacto-ya-en-espera', 'my-data', 'change-contacts', {
    holdHours: 72,
    company: false,
    ...refusedAt('email', 'hold-waiting', contacts),
  }),
  form('contacto-con-factor', 'my-data', 'change-contacts', {
    holdHours: 72,
    company: false,
    ways: everyWay,
    atOnce: true,
    values: contacts,
  }),
  form('contacto-sin-codigo', 'my-data', 'change-contacts', {
    holdHours: 72,
    company: false,
    ways: everyWay,
    ...withFaults({ actual: 'key-missing', codigo: 'factor-code-missing' }, contacts),
  }),
  form('contacto-empresa', 'my-data', 'change-contacts', {
    ...companyFrame('my-data'),
    holdHours: 72,
    company: true,
    values: contacts,
  }),
  form('identidad', 'overview', 'proof', {}),
  form('identidad-no-coincide', 'overview', 'proof', {
    ...refusedAt('serie', ['cedula-mismatch', { left: 2, of: 'connection' }], { serie: '512345670' }),
  }),
  {
    name: 'cuenta-no-fui-yo',
    view: 'my-account/not-me',
    locals: { ...frame('activity'), title: 'No fui yo – Mi cuenta' },
  },
  form('detener', 'security', 'stop', { waits: [], stolen: false }),
  form('detener-robo', 'security', 'stop', { waits: ['/cuenta/datos/solicitud/1'], stolen: true }),
  { name: 'cuenta-sin-entrada', view: 'my-account/no-entry', locals: { title: 'No pudimos abrir su cuenta' } },
];
