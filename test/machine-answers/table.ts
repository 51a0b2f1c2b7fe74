import { request } from 'node:http';
import type { TestApp } from '../helpers/app.ts';
import { type Case, casesOf, type Made } from './cases.ts';

/** One answer, as a row of the table. */
interface Row {
  readonly what: string;
  readonly endpoint: string;
  readonly cells: readonly string[];
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly cookies: number;
  readonly body: string;
}

const COLUMNS = [
  'case',
  'status',
  'type',
  'error, or whether a token is active',
  'Cache-Control',
  'cookies',
  'Access-Control-Allow-Origin',
  'exposed',
  'Vary',
  'WWW-Authenticate',
  'others',
] as const;

/** The whole table in Markdown, by endpoint: a name replaces every value that differs from one run to the next. */
export async function machineAnswers(app: TestApp, made: Made): Promise<string> {
  const rows: Row[] = [];
  for (const one of casesOf(made)) rows.push(await rowOf(app, one));
  const endpoints = [...new Set(rows.map(({ endpoint }) => endpoint))];
  return endpoints
    .map((endpoint) =>
      chapter(
        endpoint,
        rows.filter((row) => row.endpoint === endpoint),
      ),
    )
    .join('\n');
}

function chapter(endpoint: string, rows: readonly Row[]): string {
  const lines = rows.map(({ what, cells }) => `| ${[what, ...cells].map(cell).join(' | ')} |`);
  return [
    `## \`${endpoint}\``,
    '',
    `| ${COLUMNS.join(' | ')} |`,
    `|${COLUMNS.map(() => '---').join('|')}|`,
    ...lines,
    '',
  ].join('\n');
}

const cell = (text: string): string => (text === '' ? '–' : text.replaceAll('|', '\\|'));

async function rowOf(app: TestApp, one: Case): Promise<Row> {
  const tag = one.headers?.['if-none-match'] ? (await send(app, { what: '', path: one.path })).headers.etag : undefined;
  const known = tag ? { headers: { ...one.headers, 'if-none-match': tag } } : {};
  const answer = await send(app, { ...one, ...known });
  const endpoint = one.path.replace(/\?.*$/, '').replace(/(\/oidc\/register)\/.+/, '$1/:client');
  return { what: one.what, endpoint, cells: cellsOf(answer, app.issuer) };
}

function cellsOf({ status, headers, cookies, body }: Answer, issuer: string): readonly string[] {
  const named = (text = ''): string => text.replaceAll(issuer, 'ISSUER');
  return [
    String(status),
    headers['content-type'] ?? '',
    errorOf(body, headers),
    headers['cache-control'] ?? '',
    cookies === 0 ? 'none' : String(cookies),
    headers['access-control-allow-origin'] ?? '',
    headers['access-control-expose-headers'] ?? '',
    headers.vary ?? '',
    named(headers['www-authenticate']),
    others(headers),
  ];
}

/** `code: description`, and the other fields of the body of an error. */
function errorOf(body: string, headers: Answer['headers']): string {
  if (!headers['content-type']?.startsWith('application/json')) return '';
  const {
    error,
    active,
    error_description: description,
    reference,
    error_uri: uri,
    ...rest
  } = JSON.parse(body || '{}');
  if (typeof error !== 'string') return active === undefined ? '' : `active: ${active}`;
  const same = reference === headers['clave-reference'] && /^CS-/.test(reference);
  const more = [same ? 'reference' : 'NO REFERENCE', uri && 'error_uri', ...Object.keys(rest)].filter(Boolean);
  return `\`${error}\`: ${description} (${more.join(', ')})`;
}

function others(headers: Answer['headers']): string {
  const names = ['allow', 'access-control-allow-methods', 'access-control-allow-headers', 'access-control-max-age'];
  const values = names.flatMap((name) => (headers[name] ? [`${name}: ${headers[name]}`] : []));
  const marks = ['etag', 'retry-after', 'dpop-nonce'].filter((name) => headers[name] !== undefined);
  return [...values, ...marks].join('; ');
}

/** A request with exactly these headers; node's own client, because fetch adds some and hides others. */
function send({ issuer }: TestApp, { path, method = 'GET', headers = {}, fields }: Case): Promise<Answer> {
  const text = fields === undefined || typeof fields === 'string' ? fields : String(new URLSearchParams(fields));
  const type = typeof fields === 'object' ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
  const size = text === undefined ? {} : { 'content-length': String(Buffer.byteLength(text)) };
  const options = {
    method,
    headers: { ...type, ...size, ...headers },
    signal: AbortSignal.timeout(10_000),
  };
  return new Promise((resolve, reject) => {
    const call = request(issuer + path, options, async (answer) => {
      let body = '';
      for await (const part of answer.setEncoding('utf8')) body += part;
      const { 'set-cookie': cookies = [], ...rest } = answer.headers;
      resolve({ status: answer.statusCode ?? 0, headers: rest as Answer['headers'], cookies: cookies.length, body });
    });
    call.on('error', reject).end(text);
  });
}
