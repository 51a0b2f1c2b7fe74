import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { render } from '../../src/http/views.ts';
import type { Notice } from '../../src/ports/notice.ts';
import { newVisitor, openChromium } from '../helpers/chromium.ts';
import { nameOfSample, sampleAlarms, sampleNotices } from '../helpers/sample-notices.ts';
import { wordsOf } from '../helpers/spanish-messages.ts';
import { lighten } from './light-png.ts';

/** How each letter is seen: on a telephone by day, at a desk by night. */
const looks = [
  { width: 390, colorScheme: 'light' },
  { width: 640, colorScheme: 'dark' },
] as const;

/** A message of one kind: its letter, and its SMS. */
interface Figure {
  readonly name: string;
  readonly subject: string;
  readonly sms: string;
  readonly pictures: readonly Buffer[];
}

/** How much smaller than on a screen; drawn so, for letters made small afterwards are blurred and weigh twice as much. */
const SCALE = 0.5;

/** The sheet is some 30,000 pixels high: drawing it takes long on a busy machine. */
const SHEET_MS = 180_000;

/** Draws every message that Clave Sence sends on one sheet. */
export async function makeMessageSheet(file: string): Promise<void> {
  const browser = await openChromium();
  try {
    const { page } = await newVisitor(browser, [], { deviceScaleFactor: SCALE });
    const figures: Figure[] = [];
    for (const notice of [...sampleNotices, ...sampleAlarms]) figures.push(await draw(page, notice));
    const sheet = await browser.newPage({ viewport: { width: 1180, height: 800 } });
    await sheet.setContent(sheetOf(figures));
    writeFileSync(file, lighten(await sheet.screenshot({ fullPage: true, timeout: SHEET_MS })));
  } finally {
    await browser.close();
  }
}

async function draw(page: Page, notice: Notice): Promise<Figure> {
  const letter = wordsOf(notice);
  const name = nameOfSample(notice);
  const pictures: Buffer[] = [];
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 200 });
    await page.emulateMedia({ colorScheme });
    await page.setContent(render('messages/mail', { ...letter }));
    pictures.push(await page.screenshot({ fullPage: true }));
  }
  return { name, subject: letter.subject, sms: letter.sms, pictures };
}

const sheetOf = (figures: readonly Figure[]): string => `<!doctype html><meta charset="utf-8"><style>
  body{margin:0;padding:8px 20px 20px;background:#fff;color:#13262d;font:14px/1.4 system-ui,sans-serif}
  main{columns:2;column-gap:24px}
  section{break-inside:avoid;padding:10px 0}
  h2{font-size:16px;margin:0 0 2px}
  p{margin:0 0 6px}
  div{display:flex;gap:10px;align-items:start}
  img{border:1px solid #d6dcdb;border-radius:4px}
  .sms{margin:6px 0 0;padding:6px 12px;border-radius:12px;background:#e3f0ea;overflow-wrap:anywhere}
  </style><main>${figures.map(figureOf).join('')}</main>`;

function figureOf({ name, subject, sms, pictures }: Figure, place: number): string {
  const images = pictures.map((png) => `<img alt="" src="data:image/png;base64,${png.toString('base64')}">`);
  return `<section><h2>${place + 1}. ${name}</h2><p>Asunto: ${subject}</p><div>${images.join('')}</div>
    <p class="sms">${sms} <b>(${sms.length})</b></p></section>`;
}
