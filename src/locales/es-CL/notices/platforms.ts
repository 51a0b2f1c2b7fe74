import type { PlatformNews } from '../../../ports/notice.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { callDesk, callFor, folioRow } from './parts.ts';
import { instant } from './values.ts';

const ASK = 'Mi plataforma';

/** The subject of each, and what follows from it. */
const texts: Readonly<Record<PlatformNews, readonly [subject: string, text: string]>> = {
  'to-correct': [
    'Su plataforma necesita correcciones',
    'La mesa de ayuda revisó su plataforma y pide corregir algo. Lea los comentarios en su ficha, corrija y envíela otra vez.',
  ],
  approved: [
    'Su plataforma pasó a certificación',
    'Ya pueden ingresar en ella los miembros de su organización. Cumpla la lista de la ficha y pida el paso a producción.',
  ],
  rejected: [
    'No aprobamos su plataforma',
    'Volvió a borrador. Lea las razones en su ficha. Puede corregirla y enviarla otra vez.',
  ],
  'revision-to-correct': [
    'El cambio de su plataforma necesita correcciones',
    'La mesa de ayuda revisó el cambio y pide corregir algo. La plataforma sigue igual. Lea los comentarios en su ficha, corrija y envíelo otra vez.',
  ],
  'revision-approved': [
    'Aprobamos el cambio de su plataforma',
    'Los datos nuevos ya rigen. Si un punto de la lista se comprueba otra vez, la ficha dice cuál y por qué.',
  ],
  'revision-rejected': [
    'No aprobamos el cambio de su plataforma',
    'La plataforma sigue igual. Lea las razones en su ficha. Puede corregir el cambio y enviarlo otra vez.',
  ],
  'production-asked': [
    'Pidieron pasar su plataforma a producción',
    'Una persona de la mesa de ayuda lo confirma en un máximo de 5 días hábiles.',
  ],
  production: ['Su plataforma está en producción', 'Desde ahora cualquier persona puede ingresar en ella.'],
  'production-refused': [
    'Su plataforma sigue en certificación',
    'La mesa de ayuda no confirmó el paso a producción. Lea las razones en su ficha.',
  ],
  suspended: [
    'Su plataforma está suspendida',
    'Nadie puede ingresar en ella, y cerramos las sesiones que había. Lea el motivo en su ficha.',
  ],
  'suspended-now': [
    'Su plataforma está suspendida mientras se revisa',
    'Nadie puede ingresar en ella, y cerramos las sesiones que había. Si otra persona de SENCE no lo confirma antes de la fecha de abajo, la suspensión termina sola.',
  ],
  lifted: ['Terminó la suspensión de su plataforma', 'Las personas pueden ingresar otra vez.'],
};

/** What is told about a client of the portal, to its contacts. */
export const platformWords: WordsFor<'platform-news'> = {
  'platform-news': ({ news, name, client, page, at, folio, until }) => {
    const [subject, text] = texts[news];
    return {
      subject,
      title: subject,
      paragraphs: [text, folio ? `Si no lo esperaba, ${callDesk(ASK)}` : `Si no lo esperaba, ${callFor(ASK)}`],
      details: [
        { label: 'Plataforma', value: name },
        { label: 'Identificador', value: client },
        { label: 'Cuándo', value: instant(at) },
        ...(until ? [{ label: 'Termina sola', value: instant(until) }] : []),
        ...(folio ? folioRow(folio) : []),
      ],
      action: { label: 'Abrir la ficha', href: page },
      sms: 'SENCE: cambio el estado de su plataforma. Revise su correo.',
    };
  },
};
