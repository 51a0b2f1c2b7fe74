import type { Rut } from '../rut.ts';
import type { FacilitadorData } from './facilitador-data.ts';

export type FacilitadorState = 'recibida' | 'en-revision' | 'observada' | 'aprobada' | 'rechazada';

/** Parts of a request that a reviewer may send back, in the order of its pages. */
export const requestParts = [
  'declaration',
  'documentFile',
  'document',
  'name',
  'sex',
  'birthDate',
  'country',
  'email',
] as const;
export type RequestPart = (typeof requestParts)[number];

/** A part to correct, and why, in the words of the reviewer. */
export interface ObservedPart {
  readonly part: RequestPart;
  readonly reason: string;
}

/** Ids of the files of a request: the sworn statement, and the document of the facilitador. */
export interface RequestFiles {
  readonly declaration: string;
  readonly document: string;
}

/** A company's request for the key of a foreign facilitador. What it typed as question and answer is no part of it. */
export interface FacilitadorRequest {
  readonly id: string;
  readonly folio: string;
  readonly company: { readonly accountId: string; readonly rut: Rut; readonly razonSocial: string };
  /** The representative who asked. */
  readonly askedBy: { readonly subject: string; readonly run: Rut };
  readonly data: FacilitadorData;
  readonly files: RequestFiles;
  readonly state: FacilitadorState;
  /** What is to be corrected; empty unless it is `observada`. */
  readonly observed: readonly ObservedPart[];
  /** Rises with each change. */
  readonly version: number;
  /**
   * SHA-256, in hexadecimal, of data and originals as they were at the last change: what was reviewed is what is
   * approved.
   */
  readonly digest: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** Whether it is over: approved, rejected, or ended without a decision. */
export const isDecided = ({ state }: Pick<FacilitadorRequest, 'state'>): boolean =>
  state === 'aprobada' || state === 'rechazada';
