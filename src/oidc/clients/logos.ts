import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ClientMetadata } from 'oidc-provider';
import { kindOf } from '../../domain/files.ts';
import { isLogoSized, LOGO_BYTES, LOGO_SIDES, type Logos, logoAddress, sidesOf } from '../../domain/logo.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { FileMistake, PlacedMistake } from '../../ports/client-file-mistakes.ts';
import type { DrawFile } from '../../ports/files.ts';
import { ClientFileError } from './load.ts';

interface LogosNeeds {
  /** Of the client files; logos are in its folder `logos`. */
  readonly directory: string;
  readonly draw: DrawFile;
  /** Those that were drawn before: what did not change is not drawn again. */
  readonly before?: Logos | undefined;
}

/** Clients whose `logo` is the address of a picture of ours, and these pictures. */
export interface ClientsWithLogos {
  readonly clients: readonly ClientMetadata[];
  readonly logos: Logos;
}

/** A logo that cannot be shown, and why. */
class LogoRefused extends Error {
  readonly mistake: FileMistake;

  constructor(mistake: FileMistake) {
    super(mistake.code);
    this.mistake = mistake;
  }
}

/**
 * Reads the logos that client files name and draws them anew, one after the other, in the process for the files of
 * strangers: what is served are pixels, never a file that an organisation sent. Throws ClientFileError with all that
 * cannot be shown, and Unavailable where the process is busy.
 */
export async function withLogos(clients: readonly ClientMetadata[], needs: LogosNeeds): Promise<ClientsWithLogos> {
  const mistakes: PlacedMistake[] = [];
  const logos = new Map<string, Uint8Array>();
  const shown: ClientMetadata[] = [];
  for (const client of clients) {
    try {
      const logo = typeof client.logo === 'string' ? await drawLogo(client.logo, needs) : undefined;
      if (logo) logos.set(logo.address, logo.picture);
      shown.push(logo ? { ...client, logo: logo.address } : client);
    } catch (error) {
      if (!(error instanceof LogoRefused)) throw error;
      mistakes.push({ source: client.client_id, path: ['logo'], mistake: error.mistake });
    }
  }
  if (mistakes.length > 0) throw new ClientFileError(mistakes);
  return { clients: shown, logos };
}

async function drawLogo(name: string, { directory, draw, before }: LogosNeeds) {
  const content = await read(path.join(directory, 'logos', name));
  const address = logoAddress(createHash('sha256').update(content).digest('hex'));
  const picture = before?.get(address) ?? (await drawn(content, draw));
  return { address, picture };
}

async function read(file: string): Promise<Buffer> {
  const found = await stat(file).catch(unreadable);
  if (!found.isFile()) throw new LogoRefused({ code: 'logo-unreadable', reason: 'EISDIR' });
  assertSize(found.size);
  return readFile(file).catch(unreadable);
}

function unreadable({ code }: NodeJS.ErrnoException): never {
  throw new LogoRefused({ code: 'logo-unreadable', reason: String(code) });
}

function assertSize(bytes: number): void {
  if (bytes > LOGO_BYTES) throw new LogoRefused({ code: 'logo-large', bytes, most: LOGO_BYTES });
}

/** The picture, within the bounds of a logo. */
async function drawn(content: Buffer, draw: DrawFile): Promise<Uint8Array> {
  const kind = kindOf(content);
  if (kind !== 'png' && kind !== 'jpeg') throw new LogoRefused({ code: 'logo-kind' });
  const [picture = Buffer.alloc(0)] = await draw(content).catch((error: unknown) => {
    throw error instanceof Refusal ? new LogoRefused({ code: 'logo-not-drawn' }) : error;
  });
  assertSides(picture);
  assertSize(picture.length);
  return picture;
}

/** Of a PNG: the answer of the process was checked for that. */
function assertSides(png: Uint8Array): void {
  const sides = sidesOf(png);
  if (!isLogoSized(sides)) throw new LogoRefused({ code: 'logo-sides', ...sides, ...LOGO_SIDES });
}
