import type { GalleryPage } from './gallery-page.ts';
import { causeAndSolution, logInForm } from './log-in-form.ts';

const longPlatform = {
  name: 'Organismo Técnico de Capacitación y Certificación de Competencias Laborales del Extremo Austral Limitada',
  host: 'aula-virtual.capacitacion-y-certificacion-de-competencias-laborales.example',
  initials: 'Ot',
};

const old = {
  cause: 'Su cuenta es del sistema antiguo.',
  solution: [
    { text: 'Vuelva a crear su Clave Sence, de acuerdo a los pasos descritos en el manual.', href: '/registro' },
  ],
};

const refused = (field: string, text: string) => ({
  values: { rut: '44.000.001-0' },
  faults: { [field]: text },
  errors: [{ id: field, text }],
});

const page = (name: string, state: Readonly<Record<string, unknown>>): GalleryPage => ({
  name,
  view: 'log-in/form',
  locals: { ...logInForm, ...state },
});

/** Login in every state: first visit, each refusal, pause, long names. */
export const logInPages: readonly GalleryPage[] = [
  page('ingreso', { idleAt: '16.18' }),
  page('ingreso-sin-plataforma', { platform: undefined, profiles: undefined }),
  page('ingreso-compartira', { shares: ['nombre', 'RUT', 'correo'], sandbox: true }),
  page('ingreso-nombre-largo', { platform: longPlatform, shares: ['nombre', 'RUT', 'correo', 'celular', 'domicilio'] }),
  page('ingreso-aviso', { note: 'Su cuenta está confirmada. Ya puede ingresar.' }),
  page('ingreso-clave-incorrecta', {
    ...refused('clave', 'NO AUTORIZADO: CLAVE SENCE INCORRECTA'),
    refusal: causeAndSolution,
    note: 'Le quedan 3 intentos antes de una pausa de 15 minutos.',
  }),
  page('ingreso-persona-no-registrada', {
    ...refused('rut', 'NO AUTORIZADO: PERSONA NO REGISTRADA'),
    refusal: causeAndSolution,
  }),
  page('ingreso-segura-no-autorizado', {
    ...refused('clave', 'NO AUTORIZADO: PERSONA NO REGISTRADA O CLAVE SENCE INCORRECTA'),
    refusal: causeAndSolution,
    policy: 'segura',
  }),
  page('ingreso-sistema-antiguo', {
    ...refused(
      'clave',
      'LA CLAVE INGRESADA CORRESPONDE AL SISTEMA ANTIGUO. FAVOR DEBE INGRESAR CON SU RUT Y CLAVE SENCE. SI NO LA TIENE O RECUERDA, CONSULTE LOS LINKS A CONTINUACIÓN.',
    ),
    refusal: old,
  }),
  page('ingreso-en-pausa', {
    ...refused('rut', 'Demasiados intentos. Puede volver a probar a las 16.20 o recuperar su clave ahora'),
    note: 'Si necesita ayuda, llame al 800 80 10 30.',
  }),
  {
    name: 'ingreso-identidad',
    view: 'log-in/identidad',
    locals: { ...logInForm, title: 'Compruebe su identidad', formAction: logInForm.action },
  },
  {
    name: 'ingreso-identidad-no-coincide',
    view: 'log-in/identidad',
    locals: {
      ...logInForm,
      title: 'Compruebe su identidad',
      formAction: logInForm.action,
      values: { serie: '512345670' },
      faults: {
        serie: 'El número no coincide con el de su cédula. Revise el documento vigente. Le quedan 4 intentos hoy.',
      },
      errors: [
        {
          id: 'serie',
          text: 'El número no coincide con el de su cédula. Revise el documento vigente. Le quedan 4 intentos hoy.',
        },
      ],
    },
  },
];
