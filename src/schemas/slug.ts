import { z } from 'zod';

/** The name of an exercise's or a quiz's folder. */
export const slugSchema = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9-]*$/, 'lower case letters, digits and hyphens');
