import Router from '@koa/router';
import { show } from '../http/page.ts';

/** A message as the development mailbox keeps it. */
interface KeptMessage {
  readonly id: string;
  readonly channel: 'mail' | 'sms';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly createdAt: Date;
  readonly sentAt: Date;
}

/** Reads the development mailbox, newest first. */
export type ReadMailbox = (limit: number) => Promise<readonly KeptMessage[]>;

/** Buzón: what would have been sent by mail and SMS, in development only. */
export function mailboxRoutes(read: ReadMailbox): Router {
  const router = new Router();
  router.get('/buzon', async (ctx) =>
    show(ctx, 'dev/mailbox', { title: 'Buzón', messages: await read(50), back: '/' }),
  );
  router.get('/buzon.json', async (ctx) => {
    ctx.body = await read(500);
  });
  router.get('/buzon/:id', async (ctx) => {
    const message = (await read(500)).find(({ id }) => id === ctx.params.id);
    const htmlHref = message?.html ? `/buzon/${message.id}/html` : undefined;
    if (message)
      show(ctx, 'dev/mailbox-message', { title: message.subject || 'SMS', message, htmlHref, back: '/buzon' });
  });
  router.get('/buzon/:id/html', async (ctx) => {
    const message = (await read(500)).find(({ id }) => id === ctx.params.id);
    if (!message?.html) return;
    ctx.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'");
    ctx.type = 'html';
    ctx.body = message.html;
  });
  return router;
}
