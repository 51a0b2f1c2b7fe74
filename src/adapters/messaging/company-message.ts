import type { CompanyName, NamedActor } from '../../domain/company-name.ts';
import { withoutMarks } from '../../domain/pasted-text.ts';
import type { Message } from '../../locales/shape/message.ts';
import type { CompanyTexts } from '../../locales/shape/notices.ts';

/** Characters of a razón social in a subject, of which a telephone shows forty to sixty, and in the text. */
const IN_SUBJECT = 40;
const IN_TEXT = 120;

/** What a message says of the company whose account it is about, and who acted for it. */
interface OfCompany {
  readonly company: CompanyName;
  readonly representative?: NamedActor | undefined;
}

/**
 * A message that names the company whose account it is about, for a reader who represents several: in the subject,
 * below the title and in the SMS. Where the company may not be named, the message says «su empresa» and no more.
 */
export function ofCompany(message: Message, { company, representative }: OfCompany, texts: CompanyTexts): Message {
  const { razonSocial, rut } = company;
  if (!razonSocial && !rut) return message;
  const named = (most: number) => ({ name: razonSocial && shortened(razonSocial, most), rut });
  const acted = representative ? [texts.representative(representative)] : [];
  return {
    ...message,
    subject: texts.subject(message.subject, named(IN_SUBJECT)),
    about: texts.about(named(IN_TEXT)),
    details: [...(message.details ?? []), ...acted],
    sms: rut ? texts.sms(message.sms, rut) : message.sms,
  };
}

/** On one line and without invisible characters, whatever a registry wrote; cut after a word. */
function shortened(text: string, most: number): string {
  const plain = withoutMarks(text);
  const signs = [...plain];
  if (signs.length <= most) return plain;
  const cut = signs.slice(0, most - 1).join('');
  const atWord = cut.replace(/\s+\S*$/, '');
  return `${atWord.length > most / 2 ? atWord : cut}…`;
}
