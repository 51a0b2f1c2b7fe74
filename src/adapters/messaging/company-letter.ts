import type { CompanyName } from '../../domain/company-name.ts';
import { withoutMarks } from '../../domain/pasted-text.ts';
import type { Letter } from './letter.ts';
import { saidToCompany } from './worded.ts';

/** Characters of a razón social in a subject, of which a telephone shows forty to sixty, and in the text. */
const IN_SUBJECT = 40;
const IN_TEXT = 120;
const ONE_SMS = 160;

/** What a letter says of the company whose account it is about, and who acted for it. */
export interface OfCompany {
  readonly company: CompanyName;
  readonly representative?: string | undefined;
}

/**
 * A letter that says whose account it is about: who represents three companies reads which in the subject, below the title
 * and in the SMS, where it has room for the RUT. Where the company may not be named it says «su empresa» and no more.
 */
export function ofCompany(said: Letter, { company: { razonSocial, rut }, representative }: OfCompany): Letter {
  const letter = { ...said, paragraphs: said.paragraphs.map(saidToCompany) };
  if (!razonSocial && !rut) return letter;
  const name = (most: number) => (razonSocial ? shortened(razonSocial, most) : undefined);
  const acted = representative ? [{ label: 'Representante', value: representative }] : [];
  return {
    ...letter,
    subject: `${letter.subject} – ${listed(name(IN_SUBJECT), rut && `RUT ${rut}`)}`,
    about: listed(name(IN_TEXT), rut && `RUT Empresa ${rut}`),
    details: [...(letter.details ?? []), ...acted],
    sms: smsOf(letter.sms, rut),
  };
}

const listed = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(', ');

/** On one line and without marks that nobody sees, whatever a registry wrote; cut after a word. */
function shortened(text: string, most: number): string {
  const plain = withoutMarks(text);
  const signs = [...plain];
  if (signs.length <= most) return plain;
  const cut = signs.slice(0, most - 1).join('');
  const atWord = cut.replace(/\s+\S*$/, '');
  return `${atWord.length > most / 2 ? atWord : cut}…`;
}

/** The RUT says it in the place of «de su empresa». The guides' own SMS with the key begins otherwise and stays as it is. */
function smsOf(sms: string, rut: string | undefined): string {
  const named = sms.replace(' de su empresa', '').replace(/^SENCE: /, `SENCE, RUT ${rut}: `);
  return rut && named.length <= ONE_SMS ? named : sms;
}
