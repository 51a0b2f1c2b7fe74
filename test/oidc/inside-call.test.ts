import { createServer } from 'node:http';
import test from 'ava';
import { insideCall } from '../../src/oidc/provider/inside-call.ts';

test('a request inside the process reaches the listener with its body, and its response comes back', async (t) => {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ method: request.method, url: request.url, host: request.headers.host, body }));
  });
  const ask = insideCall(
    () => (request, response) => server.emit('request', request, response),
    'https://clave.example',
  );
  const posted = await ask({ method: 'POST', path: '/oidc/token', body: 'a=ñ' });
  t.is(posted.status, 200);
  t.deepEqual(JSON.parse(posted.body), { method: 'POST', url: '/oidc/token', host: 'clave.example', body: 'a=ñ' });
  const got = await ask({ method: 'GET', path: '/x' });
  t.deepEqual(JSON.parse(got.body), { method: 'GET', url: '/x', host: 'clave.example', body: '' });
});

test('a refusal has its status, and a response without a body is empty', async (t) => {
  const ask = insideCall(
    () => (_, response) => response.writeHead(401, { 'content-length': '0' }).end(),
    'https://clave.example',
  );
  t.deepEqual(await ask({ method: 'GET', path: '/oidc/userinfo' }), { status: 401, body: '' });
});
