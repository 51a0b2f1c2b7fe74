import { contradictions } from './client-contradictions.ts';
import { clientShape } from './client-shape.ts';

/** One platform, whole; everything that is wrong is told by its field. */
export const clientFile = clientShape.superRefine((client, context) => {
  for (const [path, message] of contradictions(client)) context.addIssue({ code: 'custom', path, message });
});
