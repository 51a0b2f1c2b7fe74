/**
 * `node test/browser/contact-sheet.ts`: walks through every journey, or those named, keeps each page in var/pages/ (wide
 * and narrow, light and dark), and lays all pages of a journey out on one sheet, docs/pages/<journey>.png; «mensajes» is
 * the sheet of every message that leaves.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { journeys } from './contact-journeys.ts';
import type { Journey } from './journey-step.ts';
import { lighten } from './light-png.ts';
import { makeMessageSheet } from './message-sheet.ts';
import { openStage, type Stage } from './stage.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const singles = path.join(root, 'var/pages');
const sheets = path.join(root, 'docs/pages');
const schemes = ['light', 'dark'] as const;
const sizes = [
  { width: 1280, height: 900 },
  { width: 390, height: 900 },
] as const;

/** One page of a journey, as four pictures of its top: by size, then by scheme. */
interface Row {
  readonly caption: string;
  readonly pictures: readonly Buffer[];
}

for (const folder of [singles, sheets]) mkdirSync(folder, { recursive: true });
const named = process.argv.slice(2);
const isAsked = (name: string): boolean => named.length === 0 || named.includes(name);
for (const journey of journeys) if (isAsked(journey.name)) await makeSheet(journey);
if (isAsked('mensajes')) await makeMessageSheet(path.join(sheets, 'mensajes.png'));

async function makeSheet(journey: Journey): Promise<void> {
  const stage = await openStage(journey.env, journey.client);
  try {
    const sheet = path.join(sheets, `${journey.name}.png`);
    writeFileSync(sheet, lighten(await compose(stage.browser, await walk(stage, journey))));
    console.log(sheet);
  } finally {
    await stage.close();
  }
}

async function walk(stage: Stage, { name, steps }: Journey): Promise<Row[]> {
  const { page } = await stage.visit({ reducedMotion: 'reduce' });
  const rows: Row[] = [];
  for (const { caption, go } of steps) {
    await go(page, stage);
    rows.push({ caption, pictures: await shoot(page, `${name}-${rows.length + 1}`) });
  }
  return rows;
}

async function shoot(page: Page, name: string): Promise<Buffer[]> {
  const pictures: Buffer[] = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: path.join(singles, `${name}-${size.width}-${colorScheme}.png`), fullPage: true });
      pictures.push(await page.screenshot());
    }
  }
  return pictures;
}

async function compose(browser: Browser, rows: readonly Row[]): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1180, height: 800 } });
  const figures = rows.map(
    ({ caption, pictures }, place) => `<h2>${place + 1}. ${caption}</h2><div>${pictures.map(image).join('')}</div>`,
  );
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>
    body{margin:0;padding:8px 20px 20px;background:#fff;color:#13262d;font:15px/1.4 system-ui,sans-serif}
    h2{font-size:16px;margin:14px 0 6px}
    div{display:flex;gap:10px}
    img{height:298px;border:1px solid #d6dcdb;border-radius:4px}
  </style>${figures.join('')}`);
  return page.screenshot({ fullPage: true });
}

function image(png: Buffer): string {
  return `<img alt="" src="data:image/png;base64,${png.toString('base64')}">`;
}
