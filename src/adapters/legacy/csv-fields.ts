const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads one record of RFC 4180; undefined when its quotes do not match or it is not UTF-8. */
export function csvFields(record: Buffer): readonly string[] | undefined {
  const text = decoded(record)?.replace(/\r?\n$/, '');
  if (text === undefined) return undefined;
  if (!text.includes('"')) return text.split(',');
  const fields: string[] = [];
  let rest = text;
  for (;;) {
    const [whole, quoted, plain = ''] = /^(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    if (whole.length === rest.length) return fields;
    rest = rest.slice(whole.length + 1);
  }
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
