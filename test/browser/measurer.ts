import type { Browser, Page } from 'playwright-core';
import { newVisitor, openOwnChromium, type Visitor } from '../helpers/chromium.ts';

/** They allow what `openUnpainted` asks for; in a browser with such a page, others are painted no more either. */
const ARGS = ['--enable-begin-frame-control', '--run-all-compositor-stages-before-draw'];

/** A visitor that only measures, and its browser: close that in `test.after.always`. */
export interface Measurer {
  readonly browser: Browser;
  readonly visitor: Visitor;
}

/**
 * Opens a page that is laid out as any other and never painted, where the browser can (its form without windows does). To
 * paint is some 40 % of the work, and no measurement needs it. A click there waits for a frame that never comes.
 */
export async function openMeasurer(origins: readonly string[]): Promise<Measurer> {
  const browser = await openOwnChromium(ARGS);
  // Colours that are still on their way from light to dark would be measured half-way.
  const visitor = await newVisitor(browser, origins, { reducedMotion: 'reduce' });
  const page = await openUnpainted(browser, visitor.page).catch(() => undefined);
  if (page) await visitor.page.close();
  return { browser, visitor: { ...visitor, page: page ?? visitor.page } };
}

/** A page of the same context. */
async function openUnpainted(browser: Browser, beside: Page): Promise<Page> {
  const session = await beside.context().newCDPSession(beside);
  const { browserContextId } = (await session.send('Target.getTargetInfo')).targetInfo;
  const opened = beside.context().waitForEvent('page');
  opened.catch(() => undefined);
  const ofBrowser = await browser.newBrowserCDPSession();
  await ofBrowser.send('Target.createTarget', {
    url: 'about:blank',
    enableBeginFrameControl: true,
    ...(browserContextId && { browserContextId }),
  });
  return opened;
}
