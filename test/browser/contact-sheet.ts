/**
 * `node test/browser/contact-sheet.ts`: walks through registration and sign-in, keeps each page in var/pages/ (wide and
 * narrow, light and dark), and lays all of them out on one sheet, docs/pages/registro-e-ingreso.png.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openStage, type Stage } from './stage.ts';
import { camila, confirm, logIn, register } from './steps.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const singles = path.join(root, 'var/pages');
const sheet = path.join(root, 'docs/pages/registro-e-ingreso.png');
const captions = ['Portada', 'Registro', 'Éxito', 'Ingreso con clave incorrecta', 'De vuelta en la plataforma'];
const schemes = ['light', 'dark'] as const;
const sizes = [
  { width: 1280, height: 900 },
  { width: 390, height: 900 },
] as const;

/** One page of the journey, as four pictures of its top: by size, then by scheme. */
type Row = readonly Buffer[];

const stage = await openStage();
try {
  mkdirSync(singles, { recursive: true });
  mkdirSync(path.dirname(sheet), { recursive: true });
  writeFileSync(sheet, await compose(stage.browser, await walk(stage)));
  console.log(sheet);
} finally {
  await stage.close();
}

async function walk(stage: Stage): Promise<Row[]> {
  const { page } = await stage.visit({ reducedMotion: 'reduce' });
  const rows: Row[] = [];
  const keep = async () => rows.push(await shoot(page, `${rows.length + 1}`));

  await page.goto(stage.house.issuer);
  await keep();
  await page.goto(`${stage.house.issuer}/registro/natural`);
  await keep();
  await register(page);
  await keep();
  await confirm(page, stage);
  await page.goto(`${stage.platform}/ingresar`);
  await logIn(page, camila.rut, 'Copih-2025');
  await keep();
  await logIn(page, camila.rut, camila.clave);
  await keep();
  return rows;
}

async function shoot(page: Page, name: string): Promise<Row> {
  const row: Buffer[] = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: path.join(singles, `${name}-${size.width}-${colorScheme}.png`), fullPage: true });
      row.push(await page.screenshot());
    }
  }
  return row;
}

async function compose(browser: Browser, rows: readonly Row[]): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1180, height: 800 } });
  const figures = rows.map(
    (row, place) => `<h2>${place + 1}. ${captions[place]}</h2><div>${row.map(image).join('')}</div>`,
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
