import type { InvitationNews } from '../../../ports/notice.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { callFor, folioRow, happened, ifNotYou, ifYou, notMe } from './parts.ts';
import { instant } from './values.ts';

const subjects: Readonly<Record<InvitationNews, string>> = {
  sent: 'Enviamos la invitación a su facilitador extranjero',
  activated: 'Su facilitador extranjero aceptó la invitación',
  returned: 'Su facilitador extranjero dice que sus datos están mal',
  mail: 'No pudimos enviar la invitación a su facilitador extranjero',
  company: 'No pudimos enviar la invitación a su facilitador extranjero',
  representative: 'No pudimos enviar la invitación a su facilitador extranjero',
};

const paragraphs: Readonly<Record<InvitationNews, readonly string[]>> = {
  sent: [
    'SENCE aprobó la solicitud. Enviamos la invitación al correo de esa persona, y solo a ella.',
    'El enlace vence en 72 horas. En Mi cuenta, «Facilitadores», puede enviarla otra vez o retirarla.',
  ],
  activated: [
    'Esa persona eligió su propia clave y ya puede ingresar por su empresa. La clave es solo suya.',
    'En Mi cuenta, «Facilitadores», puede ponerle fin cuando quiera.',
  ],
  returned: [
    'La invitación terminó y no se creó ninguna cuenta. La mesa de SENCE revisa la solicitud otra vez.',
    'No tiene que hacer nada: le avisaremos si hay algo que corregir.',
  ],
  mail: [
    'Ese correo es ahora de su empresa, de su dominio, de otro facilitador o de otra invitación.',
    'Haga otra solicitud, con un correo que solo lea esa persona.',
  ],
  company: [
    'Para invitar, la empresa necesita su cuenta activa y un representante legal vigente en el SII.',
    'Cuando esté en regla, haga otra solicitud.',
  ],
  representative: [
    'Según el SII, quien hizo la solicitud ya no representa a la empresa.',
    'Otro representante legal puede hacer una nueva en Mi cuenta, «Facilitadores».',
  ],
};

/** Notices of the invitation of a facilitador. */
export const invitationWords: WordsFor<
  'facilitador-invited' | 'facilitador-activated' | 'invitation-ended' | 'invitation-told'
> = {
  'facilitador-invited': ({ company, until, hours, existing, link }) => ({
    subject: `${company} lo invita a usar Clave Sence`,
    title: 'Lo invitaron como facilitador extranjero',
    paragraphs: [
      `${company} pidió que usted pueda ingresar a las plataformas de SENCE como facilitador extranjero. SENCE revisó sus datos y aprobó la solicitud.`,
      existing
        ? 'Usted ya tiene una Clave Sence. Para aceptar necesita su clave y su segundo factor.'
        : 'Para aceptar, revise sus datos, elija su propia clave y agregue un segundo factor. Tenga su teléfono a mano.',
      `El enlace es solo para usted: no lo reenvíe, tampoco a la empresa. Sirve una sola vez y vence en ${hours} horas.`,
      'Si no conoce a la empresa, no haga nada: sin usted no se crea ni cambia ninguna cuenta.',
    ],
    details: [
      { label: 'Empresa', value: company },
      { label: 'Podrá ingresar hasta', value: instant(until) },
    ],
    action: { label: 'Ver la invitación', href: link },
    sms: 'SENCE: una empresa lo invita como facilitador extranjero. Revise su correo.',
  }),
  'facilitador-activated': ({ at, device, company, until, nie, existing, link, forCompany }) => ({
    subject: existing ? `Ya puede ingresar por ${company}` : 'Su Clave Sence está lista',
    title: existing ? 'Aceptó otra invitación' : 'Su Clave Sence está lista',
    paragraphs: [
      ifYou(forCompany),
      `Desde ahora puede ingresar por ${company} con su NIE, su clave y su segundo factor.`,
      ifNotYou(forCompany),
    ],
    details: [
      ...happened({ at, device }),
      { label: 'NIE', value: nie },
      { label: 'Empresa', value: company },
      { label: 'Hasta', value: instant(until) },
    ],
    stop: notMe(link),
    sms: 'SENCE: acepto la invitacion de una empresa como facilitador extranjero. Si no fue usted, llame al 800801030.',
  }),
  'invitation-ended': ({ at, company }) => ({
    subject: `Terminó la invitación de ${company}`,
    title: 'Terminó su invitación',
    paragraphs: [
      `La cuenta de ${company} terminó. El enlace de la invitación ya no sirve, y no se creó ni cambió ninguna cuenta.`,
      'No tiene que hacer nada. Si trabaja con otra empresa, ella puede invitarlo.',
    ],
    details: [
      { label: 'Cuándo', value: instant(at) },
      { label: 'Empresa', value: company },
    ],
    sms: 'SENCE: termino una invitacion de facilitador extranjero. Revise su correo.',
  }),
  'invitation-told': ({ at, folio, name, news }) => ({
    subject: subjects[news],
    title: subjects[news],
    paragraphs: [...paragraphs[news], `Si la empresa no lo pidió, ${callFor('Mi facilitador extranjero')}`],
    details: [{ label: 'Cuándo', value: instant(at) }, { label: 'Facilitador', value: name }, ...folioRow(folio)],
    sms: 'SENCE: hay novedades de la invitacion a su facilitador extranjero. Revise su correo.',
  }),
};
