/** A whole app in a process of its own, and beside it a page that takes a file: /?owner=… */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { readFilesForm } from '../../src/http/forms/files-form.ts';
import { Unavailable } from '../../src/ports/unavailable.ts';
import { openTestApp } from '../helpers/app.ts';

const app = await openTestApp();
const site = new Koa();
site.silent = true;
site.use(async (ctx) => {
  try {
    const { taken, refused } = await readFilesForm(ctx, {
      fields: ['archivo'],
      admit: () => {},
      take: (_, name, content) =>
        app.deps.files.receive(content, { name, purpose: 'declaracion', owner: { clientId: String(ctx.query.owner) } }),
    });
    ctx.body = taken.get('archivo')?.id ?? [...refused.values()].map(({ code }) => code).join();
    if (taken.size === 0) ctx.status = 422;
  } catch (error) {
    ctx.status = error instanceof Unavailable ? 503 : 500;
    ctx.body = String(error);
  }
});
const server = createServer(site.callback()).listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ issuer: app.issuer, files: `http://127.0.0.1:${port}/` })}\n`);
});

process.on('message', async () => {
  const rows = await app.raw.run<{ count: string }[]>((sql) => sql('files').count());
  process.send?.(Number(rows[0]?.count));
});
process.once('SIGTERM', async () => {
  server.closeAllConnections();
  server.close();
  await app.stop();
  process.exit(0);
});
