import type { WordsFor } from '../../shape/notices.ts';
import { happened, ifNotYou, ifYou, notMe } from './parts.ts';
import { instant } from './values.ts';

/** Notices of what was done in Mi cuenta. */
export const sessionWords: WordsFor<'sessions-ended' | 'platform-disconnected'> = {
  'sessions-ended': ({ at, device, count, link, atDesk, forCompany }) => ({
    subject: 'Cerraron sesiones de su cuenta',
    title:
      count === 1 ? 'Cerraron una sesión de su cuenta' : `Cerraron las ${atDesk ? '' : 'otras '}sesiones de su cuenta`,
    paragraphs: [
      atDesk ? 'Si usted lo pidió a la mesa de ayuda, no tiene que hacer nada.' : ifYou(forCompany),
      `${atDesk ? 'La mesa de ayuda cerró' : 'Desde Mi cuenta cerraron'} sesiones y avisamos a las plataformas. Para volver a ingresar ahí se pide la clave.`,
      ifNotYou(forCompany),
    ],
    details: [
      ...(atDesk ? [{ label: 'Cuándo', value: instant(at) }] : happened({ at, device })),
      { label: 'Sesiones cerradas', value: String(count) },
    ],
    stop: notMe(link),
    sms: `SENCE: cerraron sesiones de su cuenta. Si no fue usted avise: ${link}`,
  }),
  'platform-disconnected': ({ at, device, platform, link, forCompany }) => ({
    subject: 'Desconectaron una plataforma de su cuenta',
    title: `Desconectaron ${platform} de su cuenta`,
    paragraphs: [
      ifYou(forCompany),
      'Desde ahora la plataforma no puede leer sus datos en Clave Sence, y si recibe avisos de salida, sabe que su sesión terminó. Lo que ya guardó sigue con ella: para borrarlo, pídaselo.',
      ifNotYou(forCompany),
    ],
    details: [...happened({ at, device }), { label: 'Plataforma', value: platform }],
    stop: notMe(link),
    sms: `SENCE: desconectaron una plataforma de su cuenta. Si no fue usted avise: ${link}`,
  }),
};
