/**
 * A foreign text as a terminal may show it: characters that move the cursor, change colours or reverse the order of
 * characters become visible.
 */
export function printable(text: string): string {
  return text.replaceAll(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�');
}

/** Rows in columns, each as wide as its widest cell; no blanks at the end of a line. */
export function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, place) => Math.max(...rows.map((row) => row[place]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, place) => cell.padEnd(widths[place] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** The lines of a text below a heading. */
export function paragraph(heading: string, text: string): readonly string[] {
  return [
    '',
    `${heading}:`,
    ...printable(text)
      .split('\n')
      .map((line) => `  ${line}`.trimEnd()),
  ];
}
