import { happened, type WordsFor } from './worded.ts';

const unlessYou =
  'Si no fue usted, presione «No fui yo»: detenemos la cuenta de inmediato. El enlace sirve 10 días. También puede llamar gratis al 800 80 10 30.';

/** What is told of acts in Mi cuenta. */
export const accountWords: WordsFor<'sessions-ended' | 'platform-disconnected'> = {
  'sessions-ended': ({ at, device, network, count, link }) => ({
    subject: 'Cerraron sesiones de su cuenta',
    title: count === 1 ? 'Cerraron una sesión de su cuenta' : 'Cerraron las otras sesiones de su cuenta',
    paragraphs: [
      'Desde Mi cuenta cerraron sesiones y avisamos a las plataformas. Para volver a ingresar ahí se pide la clave.',
      unlessYou,
    ],
    details: [...happened(at, device, network), { label: 'Sesiones cerradas', value: String(count) }],
    action: { label: 'No fui yo', href: link },
    sms: `SENCE: cerraron sesiones de su cuenta. Si no fue usted avise: ${link}`,
  }),
  'platform-disconnected': ({ at, device, network, platform, link }) => ({
    subject: 'Desconectaron una plataforma de su cuenta',
    title: `Desconectaron ${platform} de su cuenta`,
    paragraphs: [
      'Desde ahora la plataforma no puede leer sus datos en Clave Sence, y le avisamos que su sesión terminó. Lo que ya guardó es asunto de ella.',
      unlessYou,
    ],
    details: [...happened(at, device, network), { label: 'Plataforma', value: platform }],
    action: { label: 'No fui yo', href: link },
    sms: `SENCE: desconectaron una plataforma de su cuenta. Si no fue usted avise: ${link}`,
  }),
};
