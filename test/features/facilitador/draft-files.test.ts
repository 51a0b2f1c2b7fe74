import test from 'ava';
import { DRAFT_MINUTES } from '../../../src/domain/files.ts';
import { rowsOf } from '../../helpers/attack.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { openWithCompany } from '../../helpers/company-factor.ts';
import { beginRequest, fillRequest } from '../../helpers/facilitador.ts';
import { jpeg } from '../../helpers/files/images.ts';
import { reap } from '../../helpers/files/terms.ts';
import { attack } from '../../helpers/tampered.ts';

const OVER = (DRAFT_MINUTES + 1) * 60_000;

test('the files of a draft that was never sent are gone a minute after it ended', async (t) => {
  const { app } = await openWithCompany(t);
  const browser = openBrowser();
  await fillRequest(app, browser, await beginRequest(app, browser));
  await reap(app);
  t.is((await rowsOf(app, 'files')).length, 2, 'while it lasts they stay');
  app.advance(OVER);
  await reap(app);
  t.is((await rowsOf(app, 'facilitador_drafts')).length, 0);
  t.is((await rowsOf(app, 'files')).length, 0);
  t.is((await rowsOf(app, 'file_parts')).length, 0);
});

test('the files of a request that was sent outlive its draft', async (t) => {
  const { app } = await openWithCompany(t);
  const browser = openBrowser();
  const review = await fillRequest(app, browser, await beginRequest(app, browser));
  await browser.send(review, { paso: 'review', accion: 'continuar' });
  app.advance(OVER);
  await reap(app);
  t.is((await rowsOf(app, 'facilitador_drafts')).length, 0);
  t.is((await rowsOf(app, 'files')).length, 2);
});

test('a file that another one replaced in a draft is gone within a minute', async (t) => {
  const { app } = await openWithCompany(t);
  const browser = openBrowser();
  const declaration = await beginRequest(app, browser);
  const review = await fillRequest(app, browser, declaration);
  const again = await browser.follow(
    await browser.send(review, { paso: 'review', accion: 'cambiar-declaration' }),
    app.issuer,
  );
  await browser.sendFiles(again, {}, { declaracion: ['otra.jpg', await jpeg()] });
  t.is((await rowsOf(app, 'files')).length, 3, again.text);
  await reap(app);
  t.is((await rowsOf(app, 'files')).length, 2);
});

test('a draft that does not open ends all the same, and delays no other', async (t) => {
  const { app } = await openWithCompany(t);
  await beginRequest(app, openBrowser());
  await attack(app, 'update facilitador_drafts set content = :content', { content: Buffer.alloc(64) });
  const browser = openBrowser();
  await fillRequest(app, browser, await beginRequest(app, browser));
  app.advance(OVER);
  await reap(app);
  t.is((await rowsOf(app, 'facilitador_drafts')).length, 0);
  t.is((await rowsOf(app, 'files')).length, 0);
});
