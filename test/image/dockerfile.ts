import { read } from '../helpers/named-proofs.ts';

/** One target of the Dockerfile, with all that it inherits from the stages below it. */
export interface Target {
  /** Files and folders of the project that are copied, in order; each to its own name. */
  readonly copies: readonly string[];
  /** Paths removed from below those, unless one is itself copied. */
  readonly leftOut: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Words of CMD and HEALTHCHECK. */
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
  readonly user: string;
}

interface Stage {
  readonly name: string;
  readonly from: string;
  readonly lines: readonly string[];
}

/** Instructions of the Dockerfile, a line each. */
const instructions: readonly string[] = read('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, ' ')
  .split('\n')
  .filter(Boolean);

/** The stages in their order. */
export const stages: readonly Stage[] = stagesOf(instructions);

function stagesOf(lines: readonly string[]): readonly Stage[] {
  const found: { readonly name: string; readonly from: string; readonly lines: string[] }[] = [];
  for (const line of lines) {
    const [, from, name] = /^FROM (\S+) AS (\S+)$/.exec(line) ?? [];
    if (from && name) found.push({ name, from, lines: [] });
    else found.at(-1)?.lines.push(line);
  }
  return found;
}

/** How the packages of the image are installed. */
export const npmFlags = (): readonly string[] => {
  const [, flags = ''] = /^RUN npm ci (.*)$/m.exec(linesOf('packages').join('\n')) ?? [];
  return flags.split(' ');
};

/** Installed files that are removed again, below the project; a star matches a part of a name. */
export const takenAway = (): readonly string[] => removedIn(linesOf('packages'));

const removedIn = (lines: readonly string[]): readonly string[] => {
  const [, names = ''] = /^RUN rm -rf (.*)$/m.exec(lines.join('\n')) ?? [];
  return names.split(' ').filter(Boolean);
};

/** The file that a command starts with Node, directly or by a shell. */
export const startedBy = (words: readonly string[]): string => /\bnode (\S+)$/.exec(words.join(' '))?.[1] ?? '';

/** The target of a name. */
export function targetNamed(name: string): Target {
  const lines = linesOf(name);
  const values = (instruction: string) =>
    lines.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1));
  const words = (text = '[]'): readonly string[] => JSON.parse(text.slice(text.indexOf('[')));
  return {
    copies: values('COPY').flatMap(copiesOf),
    leftOut: values('COPY').flatMap((line) => removedIn(linesOf(wholeStage(line) ?? ''))),
    env: Object.fromEntries(values('ENV').map((line) => line.split('=') as [string, string])),
    command: words(values('CMD').at(-1)),
    healthCheck: words(values('HEALTHCHECK').at(-1)),
    user: values('USER').at(-1) ?? 'root',
  };
}

/** Instructions of a stage, after those of the stage it is built on. */
function linesOf(name: string): readonly string[] {
  const stage = stages.find((one) => one.name === name);
  if (!stage) return [];
  return [...linesOf(stage.from), ...stage.lines];
}

/** The stage whose files a COPY inherits unchanged: `--from=STAGE /app ./`. */
const wholeStage = (line: string): string | undefined => /^--from=(\S+) \/app \.\/$/.exec(line)?.[1];

/** Files and folders of the project that a COPY reads; none for one of the installed packages. */
function copiesOf(line: string): readonly string[] {
  const stage = wholeStage(line);
  if (stage) return linesOf(stage).flatMap((one) => (one.startsWith('COPY ') ? copiesOf(one.slice(5)) : []));
  return line.startsWith('--from=packages ') ? [] : [copyOf(line)];
}

function copyOf(line: string): string {
  const [source = '', target = '', ...more] = line.split(' ');
  const own = target === `./${source}` || (target === './' && !source.includes('/'));
  if (!own || more.length > 0) throw new Error(`a COPY that this test does not read: ${line}`);
  return source;
}
