import type { Browser, Visit } from '../../test/helpers/browser.ts';

/** A field or button of a form, as the reader of its page sees it. */
export interface Control {
  readonly tag: string;
  readonly name: string;
  readonly type: string;
  readonly value: string;
  /** What stands at it: its label, or the text of a button. */
  readonly label: string;
  readonly required: boolean;
  /** Whether it is sent as it is: ticked, chosen, or no button. */
  readonly sent: boolean;
  /** Of a select. */
  readonly options: readonly string[];
}

/** A form of a page. */
export interface PageForm {
  readonly action: string;
  readonly controls: readonly Control[];
}

const named: Readonly<Record<string, string>> = { quot: '"', lt: '<', gt: '>', amp: '&', nbsp: ' ' };

/** The text that HTML shows. */
const shown = (html: string): string =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/&(?:#(\d+)|(\w+));/g, (whole, code, name) =>
      code ? String.fromCodePoint(Number(code)) : (named[name] ?? whole),
    )
    .replace(/\s+/g, ' ')
    .trim();

const attribute = (tag: string, name: string): string =>
  shown(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replace(/</g, '&lt;') ?? '');

const has = (tag: string, name: string): boolean => new RegExp(`\\s${name}[\\s=>/]`).test(tag);

/** Where the link with this text leads; throws with the text of the page where there is none. */
export function linkIn(page: Visit, text: RegExp): string {
  const links = [...page.html.matchAll(/(<a\b[^>]*>)(.*?)<\/a>/gs)];
  const found = links.find(([, , inside = '']) => text.test(shown(inside)));
  if (!found) throw new Error(`no link ${text} on ${page.url}: ${page.text}`);
  return new URL(attribute(found[1] ?? '', 'href'), page.url).href;
}

/** Opens the link with this text, and what it leads to on the same origin. */
export async function follow(browser: Browser, page: Visit, text: RegExp): Promise<Visit> {
  const { origin } = new URL(page.url);
  const next = await browser.follow(await browser.get(linkIn(page, text)), origin);
  if (next.status >= 400) throw new Error(`${next.status} at ${next.url}: ${next.text}`);
  return next;
}

/** Names and values of the tables of a page. */
export const tableOf = ({ html }: Visit): ReadonlyMap<string, string> =>
  new Map(
    [...html.matchAll(/<dt[^>]*>(.*?)<\/dt>\s*<dd[^>]*>(.*?)<\/dd>/gs)].map(([, dt = '', dd = '']) => [
      shown(dt),
      shown(dd),
    ]),
  );

/** The value in a table of a page whose name contains this text; throws where there is none. */
export function valueIn(page: Visit, name: string): string {
  for (const [dt, dd] of tableOf(page)) if (dt.includes(name)) return dd;
  throw new Error(`no value «${name}» on ${page.url}: ${page.text}`);
}

/** The POST form that has a button with this text; throws where there is none. */
export function formWith(page: Visit, button: RegExp): PageForm {
  const forms = [...page.html.matchAll(/(<form\b[^>]*>)(.*?)<\/form>/gs)].map(([, tag = '', inside = '']) => {
    const id = attribute(tag, 'id');
    const elsewhere = id
      ? (page.html.match(new RegExp(`<button[^>]* form="${id}"[^>]*>.*?</button>`, 'gs')) ?? [])
      : [];
    return {
      action: new URL(attribute(tag, 'action'), page.url).href,
      controls: controlsIn(inside + elsewhere.join('')),
    };
  });
  const found = forms.find(({ controls }) => controls.some((one) => isButton(one) && button.test(one.label)));
  if (!found) throw new Error(`no button ${button} on ${page.url}: ${page.text}`);
  return found;
}

const isButton = ({ tag }: Control): boolean => tag === 'button';

function controlsIn(html: string): readonly Control[] {
  const parts = [...html.matchAll(/(<(input|select|textarea|button)\b[^>]*>)(?:(.*?)<\/\2>)?/gs)];
  return parts.map(([, open = '', tag = '', inside = '']) => controlOf(html, { open, tag, inside }));
}

function controlOf(html: string, { open, tag, inside }: { open: string; tag: string; inside: string }): Control {
  const type = attribute(open, 'type') || tag;
  const options = tag === 'select' ? (inside.match(/<option\b[^>]*>/g) ?? []) : [];
  const chosen = options.find((one) => has(one, 'selected')) ?? options[0] ?? '';
  const values: Readonly<Record<string, string>> = { select: attribute(chosen, 'value'), textarea: shown(inside) };
  return {
    tag,
    type,
    name: attribute(open, 'name'),
    value: values[tag] ?? attribute(open, 'value'),
    label: tag === 'button' ? shown(inside) : labelOf(html, open),
    required: has(open, 'required'),
    sent: ['checkbox', 'radio'].includes(type) ? has(open, 'checked') : tag !== 'button',
    options: options.map((one) => attribute(one, 'value')),
  };
}

/** The label that names the field by its id, or that is around it. */
function labelOf(html: string, open: string): string {
  const id = attribute(open, 'id');
  const own = id && new RegExp(`<label[^>]* for="${id}"[^>]*>(.*?)</label>`, 's').exec(html)?.[1];
  if (own) return shown(own);
  const around = html.match(/<label\b[^>]*>.*?<\/label>/gs)?.find((one) => one.includes(open));
  return shown(around ?? '');
}

/**
 * Fills in the fields whose labels contain these texts, and presses the button. Throws where a field is not there, and
 * with the text of the page where the form is refused.
 */
export async function press(
  browser: Browser,
  page: Visit,
  button: RegExp,
  typed: Readonly<Record<string, string>> = {},
): Promise<Visit> {
  const { action, controls } = formWith(page, button);
  const fields: Record<string, string> = {};
  for (const { sent, name, value } of controls) if (sent && name) fields[name] = value;
  for (const [label, value] of Object.entries(typed)) {
    const field = controls.find((one) => !isButton(one) && one.type !== 'hidden' && one.label.includes(label));
    if (!field) throw new Error(`no field «${label}» on ${page.url}`);
    fields[field.name] = field.type === 'checkbox' ? field.value : value;
  }
  const pressed = controls.find((one) => isButton(one) && button.test(one.label));
  if (pressed?.name) fields[pressed.name] = pressed.value;
  const next = await browser.follow(await browser.post(action, fields), new URL(page.url).origin);
  if (next.status >= 400) throw new Error(`${next.status} at ${next.url}: ${next.text}`);
  return next;
}
