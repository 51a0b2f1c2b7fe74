/** Whether somebody who runs a command wants to read how it is used: that goes to standard output, with exit 0. */
export const asksForHelp = (words: readonly string[]): boolean =>
  words[0] === '-h' || words[0] === 'help' || words.includes('--help');

/** What `parseArgs` says is wrong with a command line, without its advice on how to quote. */
export const optionMistake = (error: unknown): string => (error as Error).message.split('. ')[0] ?? '';
