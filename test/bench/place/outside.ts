import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Closers } from '../../helpers/proof/ground.ts';
import type { People } from './people.ts';

type Body = Readonly<Record<string, unknown>>;

/** Registries, relay and gateway on loopback, in the process of the load; gives the settings that name them. */
export async function openOutside(people: People, closers: Closers): Promise<Readonly<Record<string, string>>> {
  const at = `http://127.0.0.1:${await listenHttp(people, closers)}`;
  return {
    CIVIL_REGISTRY_URL: `${at}/srcei`,
    TAX_REGISTRY_URL: `${at}/sii`,
    NIE_REGISTRY_URL: `${at}/nie`,
    OTEC_REGISTRY_URL: `${at}/otec`,
    SMS_GATEWAY_URL: `${at}/sms`,
    SMTP_URL: `smtp://127.0.0.1:${await listenSmtp(closers)}?from=no-responder@clave.example`,
  };
}

async function listenHttp({ companies }: People, closers: Closers): Promise<number> {
  const representativeOf = new Map(companies.map(({ rut, representative }) => [rut, representative]));
  const server = createServer((request, response) => {
    void bodyOf(request).then((asked) => {
      const found = request.url === '/sms' ? { accepted: true } : answerTo(request.url ?? '', asked, representativeOf);
      answer(request, response, found);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close().closeAllConnections());
  return (server.address() as AddressInfo).port;
}

/** In the shapes of docs/registries; undefined for the empty question that only looks whether the registry works. */
function answerTo(path: string, asked: Body, representativeOf: ReadonlyMap<string, string>): object | undefined {
  const { rut, dv } = asked;
  if (rut === undefined) return undefined;
  if (path === '/srcei/personas/consulta')
    return {
      rut,
      dv,
      nombres: 'Ana',
      apellidoPaterno: 'Soto',
      apellidoMaterno: 'Rojas',
      fechaNacimiento: '1980-02-03',
      fechaDefuncion: null,
      nacionalidad: 'Chile',
    };
  const [number, digit] = (representativeOf.get(`${rut}-${dv}`) ?? '').split('-');
  const representantes = number ? [{ rut: Number(number), dv: digit, fechaInicio: '2015-04-01' }] : [];
  return { rut, dv, RazonSocial: `Comercial ${rut} SpA`, EstadoGiro: 'VIGENTE', representantes };
}

function answer(request: IncomingMessage, response: ServerResponse, found: object | undefined): void {
  const headers = { 'content-type': 'application/json', 'x-request-id': String(request.headers['x-request-id'] ?? '') };
  response.writeHead(found ? 200 : 400, headers).end(JSON.stringify(found ?? { codigo: 'SOLICITUD_INVALIDA' }));
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part;
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** A relay that takes every mail and keeps none. */
async function listenSmtp(closers: Closers): Promise<number> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => void stream.resume().on('end', () => done()),
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise<void>((resolve) => server.close(resolve)));
  return (server.server.address() as AddressInfo).port;
}
