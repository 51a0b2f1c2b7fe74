import { z } from 'zod';

/** A day as registries write it, "1985-03-09"; a time after it is dropped. */
export const calendarDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T.*)?$/)
  .transform((text) => text.slice(0, 10))
  .refine((day) => !Number.isNaN(Date.parse(day)));
