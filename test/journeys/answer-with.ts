import type { Visitor } from '../helpers/chromium.ts';

interface Answer {
  /** Media type. */
  readonly type: string;
  readonly body: string;
}

/**
 * Answers the requests of a page whose address matches `pattern` (`*` stands for any characters) in place of the server.
 * Playwright's own `route` turns off the cache of the browser, so that each page would load every file again.
 */
export async function answerWith({ page, context }: Visitor, pattern: string, { type, body }: Answer): Promise<void> {
  const session = await context.newCDPSession(page);
  session.on('Fetch.requestPaused', ({ requestId }) => {
    const answer = {
      requestId,
      responseCode: 200,
      responseHeaders: [{ name: 'Content-Type', value: type }],
      body: Buffer.from(body).toString('base64'),
    };
    // A page that is left no longer waits for its answer.
    session.send('Fetch.fulfillRequest', answer).catch(() => undefined);
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: pattern }] });
}
