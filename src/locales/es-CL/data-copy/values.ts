import type { DataCopyTexts } from '../../shape/data-copy.ts';
import { caseNames } from '../cases/kinds.ts';
import { groundTexts } from '../rights/grounds.ts';
import { rightNames } from '../rights/names.ts';
import { secretQuestions } from '../secret-questions.ts';

/** The codes in a copy of one's own data, in words. */
export const values: DataCopyTexts['values'] = {
  contest: {
    frozen: 'detenida mientras espera',
    open: 'en uso mientras espera',
    desk: 'se revisa en persona',
  },
  'link-purpose': {
    'confirm-email': 'Confirmar el correo',
    hold: 'Ver una solicitud que espera',
    'recover-key': 'Recuperar la clave',
    disavow: 'No fui yo',
    'revert-contacts': 'Volver a los contactos anteriores',
    'confirm-contact': 'Confirmar un correo nuevo',
    'confirm-representative': 'Confirmar el correo de un representante',
    recreation: 'Ver una cuenta que se crea de nuevo',
    mailbox: 'Continuar por correo',
    'sign-in': 'Seguir con un ingreso',
    export: 'Descargar mis datos',
    right: 'Ver una solicitud de derechos',
    contest: 'Mostrar la cédula en una disputa del RUT',
    'desk-call': 'Decir si era usted quien llamaba a la mesa',
    invitation: 'Invitar a un facilitador extranjero',
    member: 'Invitar a una persona a actuar por la empresa',
  },
  event: {
    'account-disabled': 'La cuenta no se puede usar',
    'account-enabled': 'La cuenta se puede usar otra vez',
    'account-purged': 'La cuenta fue suprimida',
    'data-rectified': 'SENCE rectificó datos de la persona',
    'use-opposed': 'SENCE acogió una oposición a un uso de los datos',
    'identity-contested': 'Otra persona comprobó ser titular del RUT',
    'consent-withdrawn': 'La persona retiró el permiso que dio a la plataforma',
    'subject-replaced': 'La cuenta no se usará más con ese RUT',
    'run-linked': 'La cuenta de un NIE pasó a un RUN',
    'representation-ended': 'Un representante dejó de serlo',
  },
  channel: { mail: 'correo', sms: 'sms' },
  credential: {
    totp: 'Aplicación de códigos',
    passkey: 'Clave de acceso (passkey)',
    'recovery-code': 'Código de respaldo del segundo factor',
    'backup-code': 'Código de la hoja de respaldo',
    device: 'Navegador recordado',
  },
  right: rightNames,
  case: caseNames,
  'right-ground': groundTexts,
  question: secretQuestions,
};
