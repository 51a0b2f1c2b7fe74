import type { Profile } from '../../domain/account.ts';
import type { ThawedBy } from '../../domain/stopped-account.ts';
import type { StoppedWords } from '../shape/stopped-account.ts';
import { PHONE, PHONE_HOURS } from './telephone.ts';

export type { StoppedWords } from '../shape/stopped-account.ts';

const ways: Readonly<Record<ThawedBy, Pick<StoppedWords, 'way' | 'sms'>>> = {
  card: {
    way: 'Para volver a usarla, recupere su clave con el número de su cédula.',
    sms: 'Recupere su clave con su cedula',
  },
  'new-card': {
    way: 'Para volver a usarla, recupere su clave con el número de su cédula nueva. El de la anterior ya no sirve aquí.',
    sms: 'Recupere su clave con su cedula nueva',
  },
  representative: {
    way: 'Para volver a usarla, recupere la clave con la cédula de un representante legal vigente.',
    sms: 'Recuperela con cedula de representante',
  },
  'new-representative': {
    way: 'Para volver a usarla, recupere la clave con la cédula nueva de un representante legal vigente.',
    sms: 'Recuperela con cedula nueva de representante',
  },
  desk: { way: 'Para volver a usarla, su documento se revisa en persona.', sms: 'Se recupera en persona' },
};

/** The words of a stopped account by what opens it; without a profile the link leads to where one is chosen. */
export function stoppedWords(by: ThawedBy, profile?: Profile): StoppedWords {
  if (by === 'desk')
    return { ...ways.desk, telephone: `Llame gratis al ${PHONE}, ${PHONE_HOURS}, y le diremos dónde.` };
  return {
    ...ways[by],
    link: { label: 'Recuperar mi clave', path: profile ? `/recuperar/${profile}` : '/recuperar' },
    telephone: `Si no puede, llame gratis al ${PHONE}, ${PHONE_HOURS}.`,
  };
}
