import type { ClientMistake, Coded } from './client-mistakes.ts';

/** Mistakes that only a file has: of its secrets, beside other files, and of the folder. */
export interface FileMistakes {
  readonly 'api-twice': { readonly api: string; readonly file: string };
  readonly 'api-undeclared': { readonly api: string };
  readonly 'api-without-scopes': { readonly scopes: readonly string[] };
  /** `reason` is the code of the operating system, such as ENOENT. */
  readonly 'folder-unreadable': { readonly reason: string };
  readonly 'id-internal': object;
  readonly 'id-twice': { readonly id: string; readonly file: string };
  /** `reason` is the message of the OpenID library. */
  readonly library: { readonly reason: string };
  /** A logo that is neither PNG nor JPEG by its content. */
  readonly 'logo-kind': object;
  readonly 'logo-large': { readonly bytes: number; readonly most: number };
  readonly 'logo-not-drawn': object;
  readonly 'logo-sides': {
    readonly width: number;
    readonly height: number;
    readonly least: number;
    readonly most: number;
  };
  /** `reason` is the code of the operating system, such as ENOENT. */
  readonly 'logo-unreadable': { readonly reason: string };
  readonly 'loopback-address': object;
  readonly 'no-json': JsonFault;
  readonly 'secret-absent': { readonly name: string };
  readonly 'secret-guessable': { readonly name: string };
  readonly 'secret-in-file': object;
}

/** Where a text stops being JSON, as far as the parser says it. */
export interface JsonFault {
  readonly line?: string;
  readonly column?: string;
  /** What is not expected, and the text around it. */
  readonly token?: string;
  readonly near?: string;
  /** Whether the text ends too early. */
  readonly ended?: boolean;
}

/** A mistake of a client file. */
export type FileMistake = ClientMistake | Coded<FileMistakes>;

/** A mistake with its place. */
export interface PlacedMistake {
  /** The file, the folder, or the id of a client. */
  readonly source: string;
  /** The path of the field, empty for the file as a whole; undefined if the source is the place. */
  readonly path?: readonly (string | number)[];
  readonly mistake: FileMistake;
}
