import { sampleCase } from './case-samples.ts';

/** Other open claims of the number of a case, by what stands behind each. */
export const otherCases = [
  sampleCase('identidad-disputada', 'CS-5RDM-8KXP', { openedBy: 'page', accountId: 'camila' }),
  sampleCase('factor-perdido', 'CS-2WLM-5NTB', { accountId: 'camila' }),
  sampleCase('correo-perdido', 'CS-9HJQ-3VCZ', { openedBy: 'page' }),
];
