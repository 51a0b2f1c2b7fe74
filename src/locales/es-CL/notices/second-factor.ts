import type { FactorKind } from '../../../domain/second-factor.ts';
import type { WordsFor } from '../../shape/notices.ts';
import { happened, ifNotYou, ifYou, notMe } from './parts.ts';

/** Each factor, as a sentence names it. */
const factors: Readonly<Record<FactorKind, string>> = {
  totp: 'una aplicación de códigos',
  passkey: 'una clave de acceso (passkey)',
};

const left = (count: number): string =>
  count === 0 ? 'No quedan códigos: imprima otros.' : count === 1 ? 'Queda un código.' : `Quedan ${count} códigos.`;

/** Notices of a second factor. */
export const secondFactorWords: WordsFor<
  'factor-added' | 'factor-removed' | 'recovery-code-used' | 'recovery-codes-made'
> = {
  'factor-added': ({ at, device, factor, link, forCompany }) => ({
    subject: 'Agregaron un segundo factor a su cuenta',
    title: 'Agregaron un segundo factor a su cuenta',
    paragraphs: [
      ifYou(forCompany),
      `Agregaron ${factors[factor]}. Desde ahora, además de la clave se pide un segundo factor.${factor === 'passkey' ? ' Con ella también se ingresa sin escribir la clave.' : ''}`,
      ifNotYou(forCompany),
    ],
    details: happened({ at, device }),
    stop: notMe(link),
    sms: `SENCE: agregaron un segundo factor a su cuenta. Si no fue usted avise: ${link}`,
  }),
  'factor-removed': ({ at, device, factor, link, forCompany }) => ({
    subject: 'Quitaron un segundo factor de su cuenta',
    title: 'Quitaron un segundo factor de su cuenta',
    paragraphs: [
      ifYou(forCompany),
      `Quitaron ${factors[factor]}: ya no sirve para ingresar. En Seguridad, de Mi cuenta, vea si le queda otro segundo factor.`,
      ifNotYou(forCompany),
    ],
    details: happened({ at, device }),
    stop: notMe(link),
    sms: `SENCE: quitaron un segundo factor de su cuenta. Si no fue usted avise: ${link}`,
  }),
  'recovery-code-used': ({ at, device, codesLeft, link, forCompany }) => ({
    subject: 'Usaron un código de respaldo',
    title: 'Usaron un código de respaldo',
    paragraphs: [
      ifYou(forCompany),
      `Alguien usó un código impreso en lugar del segundo factor. Ese código ya no sirve. ${left(codesLeft)}`,
      ifNotYou(forCompany),
    ],
    details: happened({ at, device }),
    stop: notMe(link),
    sms: `SENCE: usaron un codigo de respaldo de su cuenta. Si no fue usted avise: ${link}`,
  }),
  'recovery-codes-made': ({ at, device, link, forCompany }) => ({
    subject: 'Hicieron códigos de respaldo nuevos',
    title: 'Hicieron códigos de respaldo nuevos',
    paragraphs: [
      ifYou(forCompany),
      'Imprimieron códigos nuevos para ingresar sin el segundo factor. Los anteriores ya no sirven.',
      ifNotYou(forCompany),
    ],
    details: happened({ at, device }),
    stop: notMe(link),
    sms: `SENCE: hicieron codigos de respaldo nuevos de su cuenta. Si no fue usted avise: ${link}`,
  }),
};
