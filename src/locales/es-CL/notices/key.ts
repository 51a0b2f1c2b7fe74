import type { WordsFor } from '../../shape/notices.ts';
import { sheetUsed } from './backup-sheet.ts';
import { provedWords } from './identity.ts';
import { callFor, happened, ifNotYou, ifYou, notMe } from './parts.ts';
import { instant } from './values.ts';

/** Notices of a changed key, of a sign-in with it and of an account that works again. */
export const keyWords: WordsFor<'new-device-login' | 'key-changed' | 'account-thawed'> = {
  'new-device-login': ({ at, device, platform, link, forCompany, remembered, by }) => ({
    subject: 'Ingreso desde un equipo nuevo',
    title: 'Ingresaron a su cuenta desde un equipo nuevo',
    paragraphs: [
      ifYou(forCompany),
      ...(by === 'passkey' ? ['Ingresaron con una clave de acceso (passkey), sin escribir la clave.'] : []),
      ...(remembered
        ? [`En ese equipo no se pedirá el segundo factor hasta el ${instant(remembered)}. Puede quitarlo en Seguridad.`]
        : []),
      link ? ifNotYou(forCompany) : `Si no fue usted, recupere su clave cuanto antes y ${callFor('No fui yo')}`,
    ],
    details: [...happened({ at, device }), { label: 'Plataforma', value: platform }],
    ...(link ? { stop: notMe(link) } : {}),
    sms: 'SENCE: ingreso a su cuenta desde un equipo nuevo. Si no fue usted llame al 800801030.',
  }),
  'key-changed': ({ at, device, link, forCompany, thawed, dropped, sheet }) => ({
    subject: forCompany ? 'La Clave Sence de su empresa fue cambiada' : 'Su Clave Sence fue cambiada',
    title: forCompany ? 'La Clave Sence de su empresa fue cambiada' : 'Su Clave Sence fue cambiada',
    paragraphs: [
      ifYou(forCompany),
      forCompany
        ? 'Desde ahora la empresa ingresa con una clave nueva. La anterior ya no sirve y cerramos las otras sesiones.'
        : 'Desde ahora ingresa con su clave nueva. La anterior ya no sirve y cerramos sus otras sesiones.',
      ...(thawed ? ['La cuenta estaba detenida y vuelve a funcionar.'] : []),
      ...(dropped ? [provedWords(dropped)] : []),
      ...(sheet ? [sheetUsed(sheet)] : []),
      ifNotYou(forCompany),
    ],
    details: happened({ at, device }),
    stop: notMe(link),
    sms: `SENCE: ${forCompany ? 'la clave de su empresa' : 'su Clave Sence'} fue cambiada. Si no fue usted avise: ${link}`,
  }),
  'account-thawed': ({ at }) => ({
    subject: 'Su cuenta Clave Sence vuelve a funcionar',
    title: 'Su cuenta vuelve a funcionar',
    paragraphs: [
      'Su cuenta ya no está detenida. Puede ingresar a las plataformas de SENCE con su Clave Sence.',
      `Si usted no lo pidió, ${callFor('No fui yo')}`,
    ],
    details: [{ label: 'Cuándo', value: instant(at) }],
    sms: 'SENCE: su cuenta ya no esta detenida. Si usted no lo pidio llame al 800801030.',
  }),
};
