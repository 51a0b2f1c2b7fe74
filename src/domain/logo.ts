import type { FileKind } from './files.ts';
import { Refusal } from './refusal.ts';

/** Bytes of the file of a logo, and of what is drawn of it: every page of a sign-in loads it. */
export const LOGO_BYTES = 102_400;

/** Pixels of a side of a logo: it is shown 44 high, on screens of up to three times as many. */
export const LOGO_SIDES = { least: 64, most: 256 } as const;

/** The address at which a logo is served, by the hash of its file. */
export const logoAddress = (sha256: string): string => `/logos/${sha256}.png`;

/** The pictures of logos by their address. */
export type Logos = ReadonlyMap<string, Uint8Array>;

/** A logo that was sent: its file, and the hash under which its picture is served. */
export interface SentLogo {
  readonly file: string;
  /** Of the file as it arrived, in hexadecimal. */
  readonly sha256: string;
}

/** The sides of a PNG in pixels: its header stands at the beginning (PNG, 11.2.1). */
export function sidesOf(png: Uint8Array): { readonly width: number; readonly height: number } {
  const head = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: head.getUint32(16), height: head.getUint32(20) };
}

/** Whether a picture is not too small and not too large for a logo. */
export const isLogoSized = ({ width, height }: ReturnType<typeof sidesOf>): boolean =>
  Math.min(width, height) >= LOGO_SIDES.least && Math.max(width, height) <= LOGO_SIDES.most;

/** Before a file is drawn as a logo; throws `logo-kind` and `logo-large`. */
export function assertLogoFile(kind: FileKind | undefined, bytes: number): void {
  if (kind !== 'png' && kind !== 'jpeg') throw new Refusal('logo-kind');
  if (bytes > LOGO_BYTES) throw new Refusal('logo-large');
}

/** What was drawn of it; throws `logo-sides` and `logo-large`. */
export function assertLogoPicture(png: Uint8Array): void {
  if (!isLogoSized(sidesOf(png))) throw new Refusal('logo-sides');
  if (png.length > LOGO_BYTES) throw new Refusal('logo-large');
}
