import { formatPhone } from '../../domain/phone.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { ExportContent } from '../../ports/exports.ts';
import { type SayAct, type WordedSection, wordedSection } from './personal-words.ts';
import { retentionTerms } from './retention-terms.ts';
import type { WriteCopy } from './use-cases/make-export.ts';

/** What writing a copy needs. */
interface CopyNeeds {
  readonly texts: Catalogue;
  /** Renders one view. */
  readonly render: (view: string, locals: Record<string, unknown>) => string;
  readonly sayAct: SayAct;
}

/** Writes copies in the language of a catalogue: a JSON file, whose names are a format, and a page to read. */
export function dataCopyWriter(needs: CopyNeeds): WriteCopy {
  const { texts, sayAct } = needs;
  return (known, made) => {
    const sections = known.map((section) => wordedSection(texts, section, sayAct));
    return { json: jsonOf(texts, sections, made), html: pageOf(needs, sections, made) };
  };
}

type Sections = readonly WordedSection[];

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

function pageOf({ texts, render }: CopyNeeds, sections: Sections, made: Date): ExportContent['html'] {
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
function readable(texts: Catalogue, { title, rows }: WordedSection) {
  return {
    title,
    rows: rows.map((row) => Object.entries(row).map(([dt, value]) => ({ dt, dd: written(texts, value) }))),
  };
}

function written({ dataCopy, formats }: Catalogue, value: WordedSection['rows'][number][string]): string {
  if (value instanceof Date) return formats.instant(value);
  return typeof value === 'boolean' ? (value ? dataCopy.yes : dataCopy.no) : formatPhone(String(value));
}
