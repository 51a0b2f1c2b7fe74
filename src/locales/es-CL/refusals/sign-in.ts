import type { Profile } from '../../../domain/account.ts';
import { hasNie } from '../../../domain/account.ts';
import type { RefusalDetails } from '../../../domain/refusal.ts';
import type { ThawedBy } from '../../../domain/stopped-account.ts';
import type { RefusalText, RefusalWording } from '../../shape/refusals.ts';
import { moments } from '../moments.ts';
import { stoppedWords } from '../stopped-account.ts';
import { telephoneNow } from '../telephone.ts';
import { askDesk, cardUnchecked, mailboxLost } from './ask-desk.ts';
import { triesLeft } from './phrases.ts';

const when = moments.opensAt;

/** The guide's cause and solution of a refused login (jurídica, table of messages). */
const loginHelp = {
  cause: 'Su clave es inválida por error de tipeo o no ha sido creada.',
  solution: [
    { text: 'Regístrese', href: '/registro' },
    { text: 'recupere su clave', href: '/recuperar' },
    { text: 'modifíquela', href: '/cambiar' },
    { text: 'actualice sus datos', href: '/actualizar' },
  ],
} as const;

/** At a recovery, which its `profile` shows: a person without a key registers. */
const unknownAtRecovery = (profile: RefusalDetails[string]) => {
  const number = hasNie(String(profile)) ? 'NIE' : 'RUT';
  return {
    cause: `El ${number} tiene un error de tipeo o todavía no tiene Clave Sence.`,
    solution: [
      { text: `Revise el ${number}`, href: '#rut' },
      profile === 'facilitador'
        ? { text: 'pida a la empresa que lo solicite', href: '/facilitador' }
        : { text: 'regístrese', href: `/registro/${profile}` },
    ],
  };
};

/**
 * A try that costs work: at the sign-in, and by `of` at a card, where it can only wait if the page knows no browser.
 */
function workNeeded({ of, until }: RefusalDetails): string {
  if (of === undefined)
    return 'Hay muchos intentos desde su conexión. Escriba su clave de nuevo y espere unos segundos después de presionar «Ingresar».';
  const many = 'Hubo muchos intentos con cédulas equivocadas desde esta conexión.';
  const later = `podrá volver a probar ${when(until)}.`;
  if (of !== 'card') return `${many} P${later.slice(1)}`;
  return `${many} Presione el botón otra vez y espere unos segundos. Si la página no avanza, ${later}`;
}

/** What to bring for a stopped account, by what opens it. */
const bringTo = (by: ThawedBy): string =>
  by.includes('representative')
    ? 'la cédula de un representante legal vigente'
    : 'su documento de identidad, el original';

/** A stopped account, in the words of its mail and its SMS: the way back with its link, then the telephone (P6). */
function accountFrozen({ by, profile, at }: RefusalDetails): RefusalText {
  const said = stoppedWords((by as ThawedBy | undefined) ?? 'card', profile as Profile | undefined);
  const now = at instanceof Date ? telephoneNow(at) : undefined;
  return {
    text: `${profile === 'juridica' ? 'La cuenta de su empresa' : 'Su cuenta'} está detenida por seguridad. ${said.way}`,
    ...(said.link ? { solution: [{ text: said.link.label, href: said.link.path }] } : {}),
    telephone: [said.telephone, now].filter(Boolean).join(' '),
    ...askDesk('Mi cuenta está detenida', bringTo((by as ThawedBy | undefined) ?? 'card')),
  };
}

const contestPath = (profile: unknown): string =>
  `/alguien-registro-mi-rut${profile === 'juridica' ? '?perfil=juridica' : ''}`;

/** Why a sign-in is refused. */
export const signInRefusals = {
  'person-unknown': ({ profile }) => ({
    text: 'NO AUTORIZADO: PERSONA NO REGISTRADA',
    ...(profile ? unknownAtRecovery(profile) : loginHelp),
  }),
  'key-wrong': () => ({ text: 'NO AUTORIZADO: CLAVE SENCE INCORRECTA', ...loginHelp }),
  'own-key-wrong': () => ({
    text: 'Esa no es su clave actual. Escríbala de nuevo; después de varios intentos hay que esperar unos minutos.',
  }),
  // One message for all (C8): a pause is among its causes, so that it is never untrue.
  'credentials-wrong': () => ({
    text: 'NO AUTORIZADO: PERSONA NO REGISTRADA O CLAVE SENCE INCORRECTA',
    ...loginHelp,
    cause:
      'Su clave es inválida por error de tipeo, no ha sido creada, o hubo varios intentos seguidos: espere 15 minutos.',
  }),
  'legacy-key': () => ({
    text: 'LA CLAVE INGRESADA CORRESPONDE AL SISTEMA ANTIGUO. FAVOR DEBE INGRESAR CON SU RUT Y CLAVE SENCE. SI NO LA TIENE O RECUERDA, CONSULTE LOS LINKS A CONTINUACIÓN.',
    cause: 'Su cuenta es del sistema antiguo.',
    solution: [
      { text: 'Vuelva a crear su Clave Sence', href: '/registro' },
      { before: ', de acuerdo a los pasos descritos en el ', text: 'manual', href: '/ayuda' },
    ],
  }),
  'email-unconfirmed': ({ profile }) => ({
    text: 'Falta confirmar su correo.',
    cause:
      'Abra el correo que le enviamos al registrarse y presione «Confirmar mi cuenta». Si no le llegó, regístrese de nuevo.',
    solution: [{ text: 'Regístrese de nuevo', href: profile ? `/registro/${profile}` : '/registro' }],
  }),
  'account-frozen': accountFrozen,
  'account-paused': ({ until }) => ({
    text: `Demasiados intentos. Puede volver a probar ${when(until)} o recuperar su clave ahora.`,
    solution: [{ text: 'Recupere su clave', href: '/recuperar' }],
  }),
  'account-blocked': ({ of, profile }) => ({
    text:
      of === 'unproved'
        ? 'Con la clave de la cuenta pidieron bloquear sus datos, y esa cuenta nunca mostró una cédula. Si no la abrió usted, siga en «Alguien registró mi RUT». Si la abrió usted, levante el bloqueo con el enlace del correo que le enviamos.'
        : 'Usted pidió bloquear sus datos: mientras dure el bloqueo nadie puede ingresar con su Clave Sence. Para levantarlo abra el enlace del correo que le enviamos.',
    ...(of === 'unproved' ? { solution: [{ text: 'Alguien registró mi RUT', href: contestPath(profile) }] } : {}),
    ...askDesk('Levantar el bloqueo de mis datos', 'su documento de identidad, el original'),
  }),
  'too-many-tries': ({ until }) => ({
    text: `Demasiados intentos desde su conexión. Puede volver a probar ${when(until)}.`,
  }),
  'work-needed': (details) => ({ text: workNeeded(details), ...(details.of === undefined ? {} : cardUnchecked) }),
  'contact-code-needed': () => ({
    text: 'Hubo muchos intentos seguidos con claves equivocadas. Para seguir, pida un código a su correo o celular.',
    ...mailboxLost,
  }),
  'sign-in-code-wrong': () => ({
    text: 'El código no coincide, venció o ya no sirve. Escríbalo de nuevo o pida otro.',
  }),
  'proof-lapsed': () => ({
    text: 'Pasaron más de 10 minutos, o su cuenta cambió mientras tanto. Por seguridad, escriba su clave otra vez.',
  }),
  'recovery-needed': () => ({
    text: 'Hubo muchos intentos seguidos con claves equivocadas. Para volver a ingresar, recupere su clave.',
    solution: [{ text: 'Recupere su clave', href: '/recuperar' }],
  }),
  'provisional-spent': () => ({
    text: 'Su clave provisoria venció o ya se usó. Recupere su clave otra vez.',
    solution: [{ text: 'Recupere su clave', href: '/recuperar' }],
  }),
  'registered-key-wrong': ({ left }) => ({
    text: `Esa no es la clave que se eligió al registrar la cuenta. ${triesLeft(Number(left))} Si no la recuerda, elija otra.`,
  }),
  'registered-key-spent': () => ({ text: 'No le quedan intentos hoy. Elija otra clave para terminar.' }),
  'link-spent': () => ({ text: 'El enlace venció o ya se usó.', ...askDesk('Mi enlace venció') }),
} satisfies Readonly<Record<string, RefusalWording>>;
