import type { Catalogue } from '../../locales/locale.ts';
import type { Message } from '../../locales/shape/message.ts';
import type { Worded } from '../../locales/shape/notices.ts';
import type { Notice } from '../../ports/notice.ts';
import { ofCompany } from './company-message.ts';

/** Words a notice in the language of a catalogue: its mail and its SMS. */
export function wordsOf(notice: Notice, { notices }: Pick<Catalogue, 'notices'>): Message {
  const make = notices.words[notice.kind] as (notice: Notice) => Worded;
  const message = { footer: notices.footer, ...make(notice) };
  const { forCompany: company } = notice;
  const representative = 'representative' in notice ? notice.representative : undefined;
  return company ? ofCompany(message, { company, representative }, notices.company) : message;
}

/** The message as plain text. */
export function plainText({
  title,
  about = '',
  paragraphs,
  code,
  action,
  stop,
  details = [],
  footer: end,
}: Message): string {
  const [first = '', ...others] = paragraphs;
  const typed = code ? `${code.label}: ${code.value}` : '';
  const facts = details.map(({ label, value }) => `${label}: ${value}`).join('\n');
  const links = [action, stop].map((link) => (link ? `${link.label}:\n${link.href}` : ''));
  return [title, about, first, typed, ...others, facts, ...links, '--', ...end].filter(Boolean).join('\n\n');
}
