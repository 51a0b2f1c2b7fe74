const INLINE = /<\/?(a|b|i|em|strong|span|small|code)\b[^>]*>/g;
const UNREAD = /<(script|style|noscript)\b[\s\S]*?<\/\1>/g;

const decoded = (text: string): string =>
  text
    .replace(/&nbsp;/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

/** The text of a page as a sentence runs on it: what marks a word within it is no gap, what begins a block is one. */
export const wordsOf = (html: string): string =>
  decoded(
    html
      .replace(UNREAD, '')
      .replace(INLINE, '')
      .replace(/<[^>]+>/g, ' '),
  )
    .replace(/\s+/g, ' ')
    .trim();
