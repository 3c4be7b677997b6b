import { z } from 'zod';

export const roleSchema = z.enum(['learner', 'instructor', 'admin']);
export type Role = z.infer<typeof roleSchema>;

export interface User {
  id: string;
  role: Role;
}
