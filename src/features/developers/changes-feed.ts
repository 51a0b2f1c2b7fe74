import { CHANGES_FEED_PATH, CHANGES_PATH, type Change, changes } from '../../domain/changes.ts';
import type { Catalogue } from '../../locales/locale.ts';

/** The changes as an Atom feed (RFC 4287); an entry's id never changes. */
export function changesFeed(texts: Catalogue, issuer: string): string {
  const { title, author } = texts.pages.changes;
  const page = `${issuer}${CHANGES_PATH}`;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es-CL">',
    `<id>${xml(page)}</id>`,
    `<title>${xml(title)}</title>`,
    `<updated>${updatedAt(changes[0])}</updated>`,
    `<author><name>${xml(author)}</name></author>`,
    `<link rel="self" href="${xml(issuer + CHANGES_FEED_PATH)}"/>`,
    `<link href="${xml(page)}"/>`,
    ...changes.map((change) => entryOf(texts, page, change)),
    '</feed>',
    '',
  ].join('\n');
}

function entryOf(texts: Catalogue, page: string, change: Change): string {
  const words = texts.pages.changes;
  const { title, text, action } = words.changes[change.id];
  const address = xml(`${page}#${change.id}`);
  return [
    '<entry>',
    `<id>${address}</id>`,
    `<title>${xml(title)}</title>`,
    `<updated>${updatedAt(change)}</updated>`,
    `<link href="${address}"/>`,
    `<category term="${change.kind}" label="${xml(words.kinds[change.kind])}"/>`,
    `<summary>${xml(`${text} ${words.action}: ${action} ${words.effective(texts.formats.day(change.effective))}.`)}</summary>`,
    '</entry>',
  ].join('');
}

/** Noon in Greenwich is the same day in Santiago. */
const updatedAt = (change: Change | undefined): string => `${change?.published ?? '2026-11-28'}T12:00:00Z`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
