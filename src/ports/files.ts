import type { FileKind, FilePurpose, FileState } from '../domain/files.ts';
import type { Visitor } from './audit.ts';

/** Whose file it is, and by whom its budgets are counted: an account, or a client whose logo it is. */
export type FileOwner = { readonly accountId: string } | { readonly clientId: string };

/** A file as it arrives. */
export interface ReceivedFile {
  readonly purpose: FilePurpose;
  readonly owner: FileOwner;
  /** As the browser gave it. */
  readonly name: string;
  /** Who sent it, for the trail. */
  readonly visitor?: Visitor | undefined;
}

/** What is known of a file without opening it. */
export interface StoredFile {
  readonly id: string;
  readonly purpose: FilePurpose;
  readonly owner: FileOwner;
  readonly kind: FileKind;
  /** Bytes of the original. */
  readonly bytes: number;
  /** Of the original, in hexadecimal: what was reviewed is what is approved. */
  readonly sha256: string;
  readonly pages: number;
  readonly state: FileState;
  /** The name that was given, cut and cleaned: text to show, and nothing else. */
  readonly name: string;
  readonly receivedAt: Date;
  /** Since when a request holds it, though it may be over by now. */
  readonly heldAt: Date | undefined;
  /** When a decision released or rejected it: it is erased after its term. */
  readonly endedAt: Date | undefined;
  /** Why it was rejected. */
  readonly reason: FileRejection | undefined;
}

/** A virus that a scanner found, or what a reviewer decided. */
export type FileRejection = 'virus' | 'revision';

/**
 * Files that users send. The original is sealed and given to no one; what is shown are pixels, drawn once by a process
 * apart, and sealed too.
 */
export interface Files {
  /**
   * Reads a file to its end, or to the byte after the last one allowed; draws and stores it. Throws Refusal where it is
   * not taken, and then nothing of it is kept; Unavailable where too many are being drawn.
   */
  receive(content: AsyncIterable<Uint8Array>, file: ReceivedFile): Promise<StoredFile>;
  find(id: string): Promise<StoredFile | undefined>;
  /** The pixels (PNG) of a page, counted from 1; undefined unless the file is `limpio`. */
  pixels(id: string, page: number): Promise<Uint8Array | undefined>;
  /** A request holds it from now on; it is not erased before that ends. `false` where it is over. */
  keep(id: string): Promise<boolean>;
  /** It is not to be shown any more. `false` where it was over. */
  reject(id: string, reason: FileRejection): Promise<boolean>;
  /** No request needs it any more, or its owner withdrew it: it counts no more. `false` where it was over. */
  release(id: string): Promise<boolean>;
  /**
   * A request that was over holds it again, as it was: of one that was released and is not erased yet. `false` of any
   * other.
   */
  takeUp(id: string): Promise<boolean>;
  /** Asks the scanner about the next file that waits; whether there may be more. */
  scanNext(): Promise<boolean>;
}

/** Draws a file in a process apart: its pages as PNG. Throws Refusal, or Unavailable where too many wait. */
export type DrawFile = (content: Uint8Array) => Promise<readonly Uint8Array[]>;

/** Looks for viruses: the name of the one that was found; throws Unavailable. */
export type ScanFile = (content: Uint8Array) => Promise<string | undefined>;
