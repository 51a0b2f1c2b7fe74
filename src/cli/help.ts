/** Whether somebody who runs a command wants to read how it is used: that goes to standard output, with exit 0. */
export const asksForHelp = (words: readonly string[]): boolean =>
  words[0] === '-h' || words[0] === 'help' || words.includes('--help');

/** What `parseArgs` finds wrong with a command line, in Spanish and without its advice on how to quote. */
export function optionMistake(error: unknown): string {
  const { code, message } = error as Error & { readonly code?: string };
  const option = /'(?:-\w, )?(-[^\s']*)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `no existe la opción ${option}`;
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL')
    return `sobra ${/'([^']*)'/.exec(message)?.[1] ?? 'una palabra'}`;
  if (message.includes('does not take an argument')) return `la opción ${option} no lleva valor`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `a la opción ${option} le falta su valor`;
  return message.split('. ')[0] ?? '';
}
