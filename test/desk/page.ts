import type { Visit } from '../helpers/browser.ts';

/** A button of a page, with all that a browser would send if it was pressed with nothing typed. */
interface Button {
  readonly label: string;
  readonly action: string;
  /** Values of the form as the page filled them in, those of the button included. */
  readonly sent: Readonly<Record<string, string>>;
  /** Every name that the form has, boxes and choices included. */
  readonly names: ReadonlySet<string>;
}

interface Link {
  readonly label: string;
  readonly href: string;
}

const decoded = (text: string): string =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

/** The words of a piece of a page, on one line. */
export const wordsIn = (html: string): string =>
  decoded(html.replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();

/** What is between header and footer: the links of the menu are no way out of a refusal. */
export const mainOf = ({ html }: Visit): string => /<main\b[\s\S]*<\/main>/.exec(html)?.[0] ?? '';

/** The links of a page. */
export const linksOf = (page: Visit): readonly Link[] =>
  [...mainOf(page).matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/g)].map(([, tag = '', inner = '']) => ({
    label: wordsIn(inner),
    href: attribute(tag, 'href') ?? '',
  }));

/** The buttons of the forms that are sent by POST. */
export function buttonsOf(page: Visit): readonly Button[] {
  const main = mainOf(page);
  return [...main.matchAll(/<form\b([^>]*method="post"[^>]*)>([\s\S]*?)<\/form>/g)].flatMap(
    ([, tag = '', inner = '']) => {
      const id = attribute(tag, 'id');
      const outside = id ? buttonTags(main).filter(([, one = '']) => attribute(one, 'form') === id) : [];
      const { sent, names } = fieldsOf(inner);
      return [...buttonTags(inner), ...outside].map(([, one = '', label = '']) => {
        const name = attribute(one, 'name');
        const own = name ? { [name]: attribute(one, 'value') ?? '' } : {};
        return {
          label: wordsIn(label),
          action: attribute(tag, 'action') || page.url,
          sent: { ...sent, ...own },
          names,
        };
      });
    },
  );
}

const buttonTags = (html: string) => [...html.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)];

function fieldsOf(form: string): Pick<Button, 'sent' | 'names'> {
  const sent: Record<string, string> = {};
  const names = new Set<string>();
  const put = (tag: string, value: string | undefined): void => {
    const name = attribute(tag, 'name');
    if (!name) return;
    names.add(name);
    if (value !== undefined) sent[name] = value;
  };
  for (const [, tag = ''] of form.matchAll(/<input\b([^>]*)>/g)) {
    const picked = /^(checkbox|radio)$/.test(attribute(tag, 'type') ?? '');
    put(tag, picked && !/\schecked\b/.test(tag) ? undefined : (attribute(tag, 'value') ?? ''));
  }
  for (const [, tag = '', inner = ''] of form.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g))
    put(tag, attribute(/<option\b([^>]*\sselected\b[^>]*)>/.exec(inner)?.[1] ?? '', 'value') ?? '');
  for (const [, tag = '', inner = ''] of form.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g))
    put(tag, decoded(inner));
  return { sent, names };
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : decoded(found);
}
