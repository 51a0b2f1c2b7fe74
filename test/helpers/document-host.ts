import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** An https server on this machine that serves metadata documents, and the test CA that signed for it. */
export interface DocumentHost {
  readonly caFile: string;
  /** The address of a document. */
  at(path: string): string;
  /** Serves this JSON, with its own client_id unless it has one, at a path; gives the address. */
  serve(path: string, document: object, headers?: Readonly<Record<string, string>>): string;
  /** Answers a path by a function. */
  answer(path: string, listener: RequestListener): string;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** Opens the server; a certificate that is already in `kept` is used again and stays there. */
export async function openDocumentHost(kept?: string): Promise<DocumentHost> {
  const folder = kept ?? mkdtempSync(path.join(tmpdir(), 'documents-'));
  const [key, caFile] = [path.join(folder, 'key.pem'), path.join(folder, 'ca.pem')];
  mkdirSync(folder, { recursive: true });
  if (!existsSync(caFile)) makeCertificate(key, caFile);
  const answers = new Map<string, RequestListener>();
  const asked: string[] = [];
  const server = createServer({ key: readFileSync(key), cert: readFileSync(caFile) }, (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'https://localhost');
    asked.push(pathname);
    const answer = answers.get(pathname);
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  const at = (place: string): string => `https://localhost:${port}${place}`;
  const answer = (place: string, listener: RequestListener): string => {
    answers.set(place, listener);
    return at(place);
  };
  return {
    caFile,
    at,
    asked,
    answer,
    serve: (place, document, headers = {}) =>
      answer(place, (_request, response) =>
        response
          .writeHead(200, { 'content-type': 'application/json', ...headers })
          .end(JSON.stringify({ client_id: at(place), ...document })),
      ),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      if (!kept) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A certificate for this machine that is its own CA. */
function makeCertificate(key: string, certificate: string): void {
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', [...words, ...name, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
}
