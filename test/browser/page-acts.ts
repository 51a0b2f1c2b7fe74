/**
 * What a scenario does on a page, as one question to the browser: Playwright's own locators bring their script into every
 * page first, which costs as much as the page. Each checks what a person needs for it.
 */
import type { Page } from 'playwright-core';

/** Runs a function, as source, in the page. */
export const inPage = <Result>(page: Page, source: string, ...given: readonly unknown[]): Promise<Result> =>
  page.evaluate<Result>(`(${source})(${given.map((one) => JSON.stringify(one)).join(', ')})`);

/** What a page has that leads on at once by itself. */
export const LEADS_ON = 'meta[http-equiv="refresh"][content^="0;url="]';

/** Whether the page has loaded and leads nowhere by itself. */
export const IS_AT_REST = `() => document.readyState === 'complete' && !document.querySelector('${LEADS_ON}')`;

/** Throws where a person could not type there or press it: unseen, switched off, or under something else. */
const ASSERT_IN_REACH = `(one, name) => {
  if (!one.checkVisibility({ visibilityProperty: true })) throw new Error(name + ' is not seen');
  if (one.disabled || one.readOnly) throw new Error(name + ' is switched off');
  one.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { left, top, width, height } = one.getBoundingClientRect();
  const upon = document.elementFromPoint(left + width / 2, top + height / 2);
  if (!upon || !(one.contains(upon) || upon.contains(one))) throw new Error(name + ' lies under ' + upon?.outerHTML.slice(0, 90));
}`;

/** Types or chooses the values in the fields of their names, in the order given; fields that the page lacks are left out. */
export const FILL = `(values) => {
  const assertInReach = ${ASSERT_IN_REACH};
  for (const [name, value] of Object.entries(values)) {
    const one = document.querySelector('[name="' + name + '"]');
    if (!one) continue;
    assertInReach(one, name);
    one.focus();
    if (one.localName === 'select' && ![...one.options].some((option) => option.value === value && !option.disabled))
      throw new Error(name + ' has no option ' + value);
    one.value = value;
    one.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    one.dispatchEvent(new Event('change', { bubbles: true }));
  }
}`;

/** Presses the one button that is seen and has this name. */
export const PRESS = `(name) => {
  const assertInReach = ${ASSERT_IN_REACH};
  const plain = (text) => text.replace(/\\s+/g, ' ').trim();
  const nameOf = (one) => plain(one.getAttribute('aria-label') ?? one.innerText);
  const found = [...document.querySelectorAll('button, [role=button]')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('[aria-hidden=true]') && nameOf(one) === name);
  if (found.length !== 1) throw new Error(found.length + ' buttons are called ' + name );
  assertInReach(found[0], name);
  found[0].focus();
  found[0].click();
}`;
