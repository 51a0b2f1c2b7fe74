import type { ExecutionContext } from 'ava';
import { nameClaims } from '../../../src/oidc/subject-claims.ts';
import { localHttp } from '../../helpers/local-http.ts';
import { type OverHttp, overHttp } from './ports.ts';

/** An answer as it comes over the wire. */
export interface Wire {
  readonly status?: number;
  readonly type?: string;
  readonly bytes: Buffer;
}

export const utf8 = (body: object | string, type = 'application/json'): Wire => ({
  type,
  bytes: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), 'utf8'),
});
/** Latin-1; with the characters of windows-1252 that Latin-1 lacks. */
export const latin1 = (body: object, type = 'application/json'): Wire => ({
  type,
  bytes: Buffer.from(JSON.stringify(body).replaceAll('’', '\u0092'), 'latin1'),
});
/** UTF-8 that an intermediary decoded as windows-1252 and encoded as UTF-8 again. */
export const twice = (body: object): Wire =>
  utf8(new TextDecoder('windows-1252').decode(Buffer.from(JSON.stringify(body), 'utf8')));

export const html = (status = 200): Wire => ({ ...utf8('<!doctype html><h1>Mantención</h1>', 'text/html'), status });
export const missing = (body: object): Wire => ({ ...utf8(body), status: 404 });

/** An invalid answer of every kind, and how each is refused. */
export const noAnswers = [
  ['an empty object', utf8({}), 'garbage'],
  ['null', utf8('null'), 'garbage'],
  ['a list', utf8('[]'), 'garbage'],
  ['a text', utf8('"basura"'), 'garbage'],
  ['nothing', utf8(''), 'garbage'],
  ['a page of HTML', html(), 'garbage'],
  ['a page of HTML with 404', html(404), 'garbage'],
  ['half an answer', utf8('{"rut": 44000001, "nombres": "Ro'), 'garbage'],
  ['an answer without an end', utf8(`"${'x'.repeat(70_000)}"`), 'too-long'],
  ['a 404 about another person', missing({ codigo: 'NO_EXISTE', numero: 44_000_002, digito: '9' }), 'other-person'],
] as const;

/** A server that gives the answer of the row, and registries that call it: new ones, so that no breaker is open. */
export async function uglyServer(t: ExecutionContext) {
  let answer: Wire = utf8({});
  const server = await localHttp((_request, response) => {
    response.writeHead(answer.status ?? 200, answer.type ? { 'content-type': answer.type } : {}).end(answer.bytes);
  });
  t.teardown(server.close);
  return {
    /** What the question gives for an answer; the reason where it is refused. */
    async read<T>(wire: Wire, ask: (registries: OverHttp) => Promise<T>): Promise<T | string> {
      answer = wire;
      const registries = overHttp(server.port, 'un token');
      try {
        return await ask(registries);
      } catch (error) {
        return registries.lines.at(-1)?.reason ?? String(error);
      }
    },
    set: (wire: Wire) => {
      answer = wire;
    },
    port: server.port,
  };
}

/** The claims that a client gets of a name. */
export { nameClaims };
