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

/** The text of a page as it is read: an inline element makes no gap, a block element does. */
export const wordsOf = (html: string): string =>
  decoded(
    html
      .replace(UNREAD, '')
      .replace(INLINE, '')
      .replace(/<[^>]+>/g, ' '),
  )
    .replace(/\s+/g, ' ')
    .trim();
