/** See `overflow`. */
export const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** Each part of the page once, and the window in which it is shown; see `newBarriers`. */
export const PARTS = `(() => {
  const words = new Set(['class', 'type', 'role', 'lang', 'autocomplete', 'inputmode']);
  const isWord = (name) => words.has(name) || (name.startsWith('aria-') && !/-(label|labelledby|describedby|controls)$/.test(name));
  const attribute = ({ name, value }) => (isWord(name) ? name + '=' + value : name + (value === '' ? '=' : ''));
  const hasText = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  // A path of texts would be a hundred times as long: each part is told by 53 bits of it.
  const hash = (text) => {
    let [low, high] = [0xdeadbeef, 0x41c6ce57];
    for (let at = 0; at < text.length; at += 1) {
      low = Math.imul(low ^ text.charCodeAt(at), 2654435761);
      high = Math.imul(high ^ text.charCodeAt(at), 1597334677);
    }
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    return (4294967296 * (2097151 & high) + (low >>> 0)).toString(36);
  };
  const parts = new Set();
  const walk = (one, above) => {
    parts.add(hash([above, one.localName, ...[...one.attributes].map(attribute), hasText(one)].join(' ')));
    const here = hash([above, one.localName, one.getAttribute('class') ?? ''].join(' '));
    for (const child of one.children) walk(child, here);
  };
  walk(document.documentElement, '');
  return {
    window: innerWidth + ' ' + matchMedia('(prefers-color-scheme: dark)').matches,
    parts: [...parts],
  };
})()`;

/** What is wrong between elements of the page; see `measure`. */
export const STRUCTURE = `(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const name = (fault) => (one) => fault + ': ' + one.outerHTML.slice(0, 90);
  const ids = new Map();
  for (const { id } of all('[id]')) ids.set(id, (ids.get(id) ?? 0) + 1);
  const references = ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls'];
  const isLost = (one) => references
    .flatMap((attribute) => (one.getAttribute(attribute) ?? '').split(' '))
    .some((id) => id && !ids.has(id));
  const isNameless = (one) =>
    one.labels.length === 0 && !one.matches('[aria-label], [aria-labelledby]') && !one.closest('[hidden], [aria-hidden=true]');
  const headings = all('h1, h2, h3, h4, h5, h6').filter((one) => one.checkVisibility());
  const level = (one) => Number(one.localName[1]);
  return [
    ...all('[id]').filter(({ id }) => ids.get(id) > 1).map(name('id given twice')),
    ...all('[for], [aria-describedby], [aria-labelledby], [aria-controls]').filter(isLost).map(name('refers to nothing')),
    ...all('a[href^="#"]').filter(({ hash }) => !ids.has(decodeURIComponent(hash.slice(1)))).map(name('leads to nothing')),
    ...all('input:not([type=hidden]), select, textarea').filter(isNameless).map(name('field without a label')),
    ...headings.filter((one, place) => place > 0 && level(one) > level(headings[place - 1]) + 1).map(name('skips a level')),
    ...(all('h1').length === 0 ? ['no first heading'] : []),
  ];
})()`;
