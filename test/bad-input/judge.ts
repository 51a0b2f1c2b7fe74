import { type Checks, histogram, quantile } from '../helpers/proof/checks.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import type { Heard, Raw } from './raw.ts';

/** What only a program would write: stack traces, statements, files, the names of JavaScript's errors. */
const inner = /\n\s+at | at \/|file:\/\/|node_modules|\bselect .{1,200} from |insert into |\w+Error\b|oops!/i;

/** A wrong request and its answer. */
export interface Seen extends Heard {
  readonly request: Raw;
  /** Whether it went to a form. */
  readonly toForm: boolean;
}

/** The figures of a run. */
export function report(checks: Checks, seen: readonly Seen[]): void {
  const forms = seen.filter(({ toForm }) => toForm);
  const read = forms.filter(({ status }) => [200, 303, 422].includes(status));
  const share = (part: readonly Seen[]) => `${part.length} of ${forms.length} (${percent(part.length, forms.length)})`;
  checks.measure('requests by kind', histogram(seen.map(({ request }) => request.kind)));
  checks.measure('answers by status (0: none)', histogram(seen.map(({ status }) => status)));
  checks.measure('answers of forms by status', histogram(forms.map(({ status }) => status)));
  checks.measure('forms whose fields were read (200, 303, 422)', share(read));
  checks.measure('forms that were answered 429', share(forms.filter(({ status }) => status === 429)));
  checks.measure('p50 and p99 of all, ms', quantiles(seen));
  checks.measure('p50 and p99 of forms, ms', quantiles(forms));
  checks.measure('slowest', slowest(seen));
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(0)} %`;

function quantiles(seen: readonly Seen[]): string {
  const times = seen.map(({ ms }) => ms);
  return `${quantile(times, 0.5).toFixed(1)}, ${quantile(times, 0.99).toFixed(1)}`;
}

function slowest(seen: readonly Seen[]): string {
  const [first] = [...seen].sort((one, other) => other.ms - one.ms);
  return first ? `${first.ms.toFixed(0)} ms: [${first.request.kind}] ${first.request.path.slice(0, 80)}` : '';
}

/** The page that explains the codes of errors names this one. */
const saidOf = ({ request, body }: Seen): string =>
  request.path.startsWith('/desarrolladores/errores') ? body.replaceAll('server_error', '') : body;

/** What must be true of every answer and of every line of the log. */
export function judge(checks: Checks, { log }: ServerProcess, seen: readonly Seen[]): void {
  const faults = seen.filter(({ status }) => status >= 500);
  checks.check('no answer is a 5xx', faults.length === 0, firstOf(faults));
  const silent = seen.filter(({ status }) => status === 0);
  checks.check('every request gets an answer', silent.length === 0, firstOf(silent));
  const revealing = seen.filter((one) => inner.test(saidOf(one)));
  checks.check('no answer reveals internals', revealing.length === 0, firstOf(revealing));
  checks.measure('faults in the log', faultsIn(log));
  const injected = log.filter((line) => !isOneEntry(line));
  checks.check(
    'every line of the log is an entry of ours',
    injected.length === 0,
    injected.slice(0, 5).join(' | ').slice(0, 600),
  );
}

/** What the server itself logged as a fault, but for visitors who hung up. */
function faultsIn(log: readonly string[]): string {
  const faults = log.flatMap(
    (line) => /"fault":"((?!Error: aborted)[^\n]{1,200}).*"msg":"fault"/.exec(line)?.[1] ?? [],
  );
  return histogram(faults) || 'none';
}

/** The first one, so that it can be sent again, and the paths of some others. */
function firstOf(seen: readonly Seen[]): string {
  const [first, ...others] = seen;
  if (!first) return '';
  const also = [...new Set(others.map(({ request }) => request.path.slice(0, 60)))].slice(0, 12).join(' ');
  const { request, status, body } = first;
  const start = request.bytes.toString('latin1');
  return `${seen.length}: [${request.kind}] ${JSON.stringify(`${start.slice(0, 300)} … ${start.slice(-120)}`)} -> ${status} ${inner.exec(body)?.[0] ?? ''}; also ${also}`;
}

function isOneEntry(line: string): boolean {
  try {
    return (JSON.parse(line) as { msg?: string }).msg !== 'inyectada';
  } catch {
    return false;
  }
}
