import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type QuickstartName, quickstartClients, quickstartNames } from '../../domain/quickstart.ts';

/** One file of an example, as it lies in the folder. */
export interface QuickstartFile {
  readonly name: string;
  readonly code: string;
}

const folder = new URL('../../../examples/quickstarts/', import.meta.url);

const fileOf = (quickstart: QuickstartName, name: string): QuickstartFile => ({
  name,
  code: readFileSync(fileURLToPath(new URL(`${quickstart}/${name}`, folder)), 'utf8').trimEnd(),
});

/** The files of each example, read once when the program starts; throws where one is missing. */
export const quickstartFiles: ReadonlyMap<QuickstartName, readonly QuickstartFile[]> = new Map(
  quickstartNames.map((name) => [name, quickstartClients[name].files.map((file) => fileOf(name, file))]),
);
