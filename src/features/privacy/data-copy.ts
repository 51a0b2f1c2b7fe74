import { formatPhone } from '../../domain/phone.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { ExportContent } from '../../ports/exports.ts';
import type { PersonalSection } from '../../ports/personal-records.ts';
import { retentionTerms } from './retention-terms.ts';
import type { WriteCopy } from './use-cases/make-export.ts';

/** Renders one view. */
type Render = (view: string, locals: Record<string, unknown>) => string;

/** Writes copies in the language of a catalogue: a JSON file, whose names are a format, and a page to read. */
export function dataCopyWriter(texts: Catalogue, render: Render): WriteCopy {
  return (sections, made) => ({ json: jsonOf(texts, sections, made), html: pageOf(texts, sections, made, render) });
}

type Sections = readonly PersonalSection[];

function jsonOf(texts: Catalogue, sections: Sections, made: Date): ExportContent['json'] {
  const { title, about } = texts.dataCopy;
  const copy = {
    documento: title,
    hecho: made,
    tratamiento: about,
    plazos: retentionTerms(texts).map(({ data, term, basis, ending }) => ({
      dato: data,
      plazo: term,
      base: basis,
      fin: ending,
    })),
    secciones: sections.map((section) => ({ tabla: section.table, titulo: section.title, filas: section.rows })),
  };
  return `${JSON.stringify(copy, null, 2)}\n`;
}

function pageOf(texts: Catalogue, sections: Sections, made: Date, render: Render): ExportContent['html'] {
  const { dataCopy, formats } = texts;
  return render('privacy/export/document', {
    title: dataCopy.title,
    made: formats.instant(made),
    about: dataCopy.about,
    terms: retentionTerms(texts),
    sections: sections.map((section) => readable(texts, section)),
  });
}

/** A section to read: instants in the time zone of Santiago, telephones in groups, yes and no in words. */
function readable(texts: Catalogue, { title, rows }: PersonalSection) {
  return {
    title,
    rows: rows.map((row) => Object.entries(row).map(([dt, value]) => ({ dt, dd: written(texts, value) }))),
  };
}

function written({ dataCopy, formats }: Catalogue, value: PersonalSection['rows'][number][string]): string {
  if (value instanceof Date) return formats.instant(value);
  return typeof value === 'boolean' ? (value ? dataCopy.yes : dataCopy.no) : formatPhone(String(value));
}
