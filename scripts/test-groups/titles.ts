/** The title of the test that stands for a group itself: it fails where a file of it could not be run. */
export const GROUP_TITLE = 'every file of the group was run';

export interface Titled {
  /** Where the test is of a group. */
  readonly file: string | undefined;
  readonly title: string;
}

/** The title of a test within a group: its file comes first, since AVA knows only the entry of the group. */
export const titleWithin = (file: string, title: string): string => `${file} › ${title}`;

/** Reads what AVA reports: the name of the entry, where there are several, then the file and the title. */
export function readTitle(reported: string): Titled {
  const [, file, title = reported] = /^(?:\d{3} › )?(test\/\S+\.test\.ts) › (.*)$/.exec(reported) ?? [];
  return { file, title: title.replace(/^\d{3} › /, '') };
}
