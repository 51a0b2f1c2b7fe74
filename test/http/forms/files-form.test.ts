import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import test from 'ava';
import Koa from 'koa';
import { readBounded } from '../../../src/adapters/files/read-bounded.ts';
import { FILE_BYTES } from '../../../src/domain/files.ts';
import { Refusal } from '../../../src/domain/refusal.ts';
import { UnreadableForm } from '../../../src/http/form.ts';
import { readFilesForm } from '../../../src/http/forms/files-form.ts';
import { sendPixels } from '../../../src/http/send-pixels.ts';

/** What the page did, in order. */
const done: string[] = [];
let arrived: () => void = () => {};

const site = new Koa();
site.silent = true;
site.use(async (ctx) => {
  if (ctx.path === '/pixeles') return sendPixels(ctx, new Uint8Array([1, 2, 3]));
  try {
    const { form, taken, refused } = await readFilesForm(ctx, {
      fields: ['uno', 'dos'],
      admit(fields) {
        done.push(`admit ${[...fields.keys()].join()}`);
        if (fields.get('ficha') !== 'nuestra') throw new Refusal('form-stale');
      },
      async take(field, name, content) {
        done.push(`take ${field} ${name}`);
        arrived();
        return (await readBounded(content)).length;
      },
    });
    const codes = [...refused].map(([field, { code }]) => `${field} ${code}`);
    ctx.body = { form: Object.fromEntries(form), taken: Object.fromEntries(taken), refused: codes };
  } catch (error) {
    ctx.status = error instanceof UnreadableForm ? error.status : error instanceof Refusal ? 403 : 500;
    ctx.body = { error: String(error) };
  }
});
const server = createServer(site.callback()).listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const address = `http://127.0.0.1:${port}/`;
test.beforeEach(() => {
  done.length = 0;
});
test.after.always(() => {
  server.closeAllConnections();
  server.close();
});

async function send(parts: readonly (readonly [string, string | Blob, string?])[]) {
  const body = new FormData();
  for (const [field, value, name] of parts)
    if (typeof value === 'string') body.append(field, value);
    else body.append(field, value, name);
  const answer = await fetch(address, { method: 'POST', body });
  return { status: answer.status, ...((await answer.json()) as object) };
}

test.serial(
  '[security 48] pixels are sent as an image that nothing else can be made of, and that no cache keeps',
  async (t) => {
    const answer = await fetch(`${address}pixeles`);
    t.is(answer.headers.get('content-type'), 'image/png');
    t.is(answer.headers.get('x-content-type-options'), 'nosniff');
    t.is(answer.headers.get('cache-control'), 'no-store');
    t.is(answer.headers.get('cross-origin-resource-policy'), 'same-origin');
    t.is(answer.headers.get('content-security-policy'), "default-src 'none'; sandbox");
    t.is((await answer.arrayBuffer()).byteLength, 3);
  },
);

const blob = (bytes: number): Blob => new Blob([new Uint8Array(bytes).fill(65)]);
const ours = ['ficha', 'nuestra'] as const;

test.serial('fields and files are read; a field in which no file was chosen has none', async (t) => {
  const read = await send([ours, ['nombre', 'José'], ['uno', blob(FILE_BYTES), 'a.png'], ['dos', blob(0), '']]);
  t.deepEqual(read, {
    status: 200,
    form: { ficha: 'nuestra', nombre: 'José' },
    taken: { uno: FILE_BYTES },
    refused: [],
  } as never);
  t.deepEqual(done, ['admit ficha,nombre', 'take uno a.png']);
  t.like(await send([ours]), { status: 200, form: { ficha: 'nuestra' }, taken: {} } as never);
});

test.serial('[threat 367] of a form that is not ours no byte of a file is taken', async (t) => {
  t.like(
    await send([
      ['ficha', 'ajena'],
      ['uno', blob(5000), 'a.png'],
    ]),
    { status: 403 },
  );
  t.like(await send([['uno', blob(5000), 'a.png'], ours]), { status: 403 }, 'nor where the token comes later');
  t.like(await send([['ficha', 'ajena']]), { status: 403 });
  t.deepEqual(
    done.filter((act) => act.startsWith('take')),
    [],
  );
});

test.serial('a file that is too large is refused at its field, and the one before it stays taken', async (t) => {
  const read = await send([ours, ['uno', blob(10), 'a.png'], ['dos', blob(FILE_BYTES + 1), 'b.png']]);
  t.like(read, { status: 200, taken: { uno: 10 }, refused: ['dos file-too-large'] } as never);
  const first = await send([ours, ['uno', blob(3_000_000), 'a.png'], ['dos', blob(10), 'b.png']]);
  t.like(first, { status: 200, taken: {}, refused: ['uno file-too-large'] } as never);
  t.like(await send([ours, ['uno', blob(0), 'a.png']]), { refused: ['uno file-missing'] } as never);
});

/** Sends `head` and then bytes without end; gives the status of the answer, and how much was sent until it was cut off. */
async function sendOn(head: string): Promise<{ status: number; sent: number }> {
  const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
  const sending = httpRequest(address, { method: 'POST', headers });
  sending.write(head);
  let sent = 0;
  const more = (): void => {
    while (!sending.destroyed && sent < 200_000_000) {
      sent += 65_536;
      if (!sending.write(Buffer.alloc(65_536, 65))) return void sending.once('drain', more);
    }
    sending.end();
  };
  sending.on('error', () => {});
  const closed = new Promise((resolve) => sending.on('close', resolve));
  const answered = once(sending, 'response');
  more();
  const [answer] = await answered;
  answer.on('error', () => {}).resume();
  await closed;
  return { status: answer.statusCode, sent };
}

test.serial('[threat 367, security 46] a file without end gets its answer, and is cut off', async (t) => {
  const file = '--x\r\nContent-Disposition: form-data; name="uno"; filename="a.png"\r\n\r\n';
  const { status, sent } = await sendOn(part('ficha', 'nuestra') + file);
  t.is(status, 200);
  t.true(sent < 30_000_000, String(sent));
});

const endless: Readonly<Record<string, string>> = {
  'before its first part': '',
  'after its last part': `--x\r\nContent-Disposition: form-data; name="ficha"\r\n\r\nnuestra\r\n--x--\r\n`,
  'in the head of a part': '--x\r\nContent-Disposition: ',
  'in a field': '--x\r\nContent-Disposition: form-data; name="ficha"\r\n\r\n',
  'in a file without a name': '--x\r\nContent-Disposition: form-data; name="uno"; filename=""\r\n\r\n',
};
for (const [where, head] of Object.entries(endless))
  test.serial(`[threat 605] a form that goes on ${where} is refused, and cut off`, async (t) => {
    const { status, sent } = await sendOn(head);
    t.is(status, 413);
    t.true(sent < 30_000_000, String(sent));
    t.deepEqual(done, []);
  });

const part = (name: string, value: string): string =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

/** The status of a request that is written as it is. */
async function raw(body: string, type = 'multipart/form-data; boundary=x'): Promise<number> {
  const answer = await fetch(address, { method: 'POST', body, headers: { 'Content-Type': type } });
  return answer.status;
}

test.serial('a form that our pages do not make is refused, and the server goes on', async (t) => {
  const good = part('ficha', 'nuestra');
  const file = '--x\r\nContent-Disposition: form-data; name="uno"; filename="a.png"\r\n\r\nabc\r\n';
  t.is(await raw(`${good}${file}--x--\r\n`), 200);
  const wrong: readonly (readonly [number, string, string?])[] = [
    [415, 'ficha=nuestra', 'application/x-www-form-urlencoded'],
    [400, good, 'multipart/form-data'],
    [400, `${good}${file}`],
    [400, `${good}${good}--x--\r\n`],
    [400, `${good}${file}${file}--x--\r\n`],
    [400, `${good}${file.replace('uno', 'tres')}--x--\r\n`],
    [400, `${part('ficha\0', 'nuestra')}--x--\r\n`],
    [400, `${good}${part('nombre', 'a'.repeat(5000))}--x--\r\n`],
    [413, `${good}${[1, 2, 3, 4, 5].map((n) => part(`n${n}`, 'a'.repeat(4000))).join('')}--x--\r\n`],
    [400, `${good}${Array.from({ length: 61 }, (_, n) => part(`n${n}`, 'a')).join('')}--x--\r\n`],
    [400, ''],
  ];
  for (const [status, body, type] of wrong) t.is(await raw(body, type), status, body.slice(0, 200));
});

test.serial('a sender who leaves in the middle of a file leaves nothing open', async (t) => {
  const socket = connect(port, '127.0.0.1');
  const taking = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const body = `${part('ficha', 'nuestra')}--x\r\nContent-Disposition: form-data; name="uno"; filename="a"\r\n\r\n`;
  const head = `POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 900000\r\n\r\n`;
  socket.write(`${head}${body}${'a'.repeat(100_000)}`);
  await taking;
  socket.destroy();
  const open = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
  for (let look = 0; look < 100 && (await open()) > 1; look += 1) await new Promise((resolve) => setImmediate(resolve));
  t.is(await raw(`${part('ficha', 'nuestra')}--x--\r\n`), 200);
});
