import type { MandateEnd } from '../../../domain/mandate.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { memberEnds, memberRoleNames, memberRoleTexts } from '../member-roles.ts';
import { callFor } from './parts.ts';
import { instant } from './values.ts';

const NOT_ASKED = 'Si la organización no lo pidió, cambie su clave,';

const inSentence = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** Ends that who administers asks for. */
const byCompany: ReadonlySet<MandateEnd> = new Set(['revocado', 'cambio']);

const objection = (why: MandateEnd): string =>
  why === 'renuncia'
    ? `Si no fue usted, cambie su clave, ${callFor('Alguien dejó una organización con mi clave')}`
    : 'Si cree que es un error, hable con la organización.';

/** Notices of members of a company, who act for it with their own key. */
export const memberWords: WordsFor<'member-invited' | 'member-joined' | 'member-changed' | 'member-ended'> = {
  'member-invited': ({ company, role, until, hours, link }) => ({
    subject: `${company} lo invita a actuar por ella en SENCE`,
    title: 'Lo invitaron a actuar por una organización',
    paragraphs: [
      `${company} lo invita a su equipo en el portal de desarrolladores de SENCE.`,
      `Su acceso será «${memberRoleNames[role]}»: ${inSentence(memberRoleTexts[role])}`,
      `Para aceptar, ingrese con su propia Clave Sence. El enlace sirve una sola vez y vence en ${hours} horas.`,
      'Si no conoce a la organización, no haga nada: si usted no acepta, no cambia nada.',
    ],
    details: [
      { label: 'Organización', value: company },
      { label: 'Acceso', value: memberRoleNames[role] },
      { label: 'Podrá actuar hasta', value: instant(until) },
    ],
    action: { label: 'Ver la invitación', href: link },
    sms: 'SENCE: una organizacion lo invita a actuar por ella. Revise su correo.',
  }),
  'member-joined': ({ at, to, company, who, role, until }) => ({
    subject: to === 'company' ? 'Una persona aceptó actuar por su organización' : `Ya puede actuar por ${company}`,
    title: 'Comenzó un acceso a una organización',
    paragraphs: [
      `${to === 'company' ? 'Una persona aceptó actuar por su organización.' : `Desde ahora usted puede actuar por ${company}.`} Acceso «${memberRoleNames[role]}»: ${inSentence(memberRoleTexts[role])}`,
      to === 'company'
        ? `Puede ponerle fin en Mi cuenta. ${NOT_ASKED} ${callFor('Un miembro de mi organización')}`
        : `Si no fue usted, ${callFor('Alguien aceptó una invitación con mi clave')}`,
    ],
    details: [...details({ at, company, who, role }), { label: 'Hasta', value: instant(until) }],
    sms: 'SENCE: comenzo un acceso para actuar por una organizacion. Si no lo pidio, llame al 800801030.',
  }),
  'member-changed': ({ at, to, company, who, role, until }) => ({
    subject: 'Cambió la fecha de un acceso a una organización',
    title: 'Cambió la fecha de término',
    paragraphs: [
      to === 'company' ? 'Cambió hasta cuándo dura el acceso de una persona.' : 'Cambió hasta cuándo dura su acceso.',
      to === 'company' ? `${NOT_ASKED} ${callFor('Un miembro de mi organización')}` : 'No tiene que hacer nada.',
    ],
    details: [...details({ at, company, who, role }), { label: 'Hasta', value: instant(until) }],
    sms: 'SENCE: cambio hasta cuando dura un acceso a una organizacion. Revise su correo.',
  }),
  'member-ended': ({ at, to, company, who, role, why }) => ({
    subject: 'Terminó un acceso a una organización',
    title: 'Terminó un acceso a una organización',
    paragraphs: [
      to === 'member' && why === 'renuncia' ? 'Usted dejó de actuar por la organización.' : memberEnds[why],
      to === 'company'
        ? `Desde ahora esa persona no actúa por su organización.${byCompany.has(why) ? ` ${NOT_ASKED} ${callFor('Un miembro de mi organización')}` : ''}`
        : `Desde ahora usted no actúa por ${company}. ${objection(why)}`,
    ],
    details: details({ at, company, who, role }),
    sms: 'SENCE: termino un acceso a una organizacion. Revise su correo.',
  }),
};

type Told = Readonly<{
  at: Parameters<typeof instant>[0];
  company: string;
  who: string;
  role: keyof typeof memberRoleNames;
}>;

const details = ({ at, company, who, role }: Told) => [
  { label: 'Cuándo', value: instant(at) },
  { label: 'Organización', value: company },
  { label: 'Persona', value: who },
  { label: 'Acceso', value: memberRoleNames[role] },
];
