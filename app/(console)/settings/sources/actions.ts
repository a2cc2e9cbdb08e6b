'use server';

import { z } from 'zod';
import { action } from '@/lib/http/action';
import { addSource } from '@/lib/sources/add';
import { removeSource } from '@/lib/sources/remove';
import { AddSourceInput } from '@/lib/sources/schemas';

export const addSourceAction = action(AddSourceInput, addSource);
export const removeSourceAction = action(z.object({ id: z.number().int().positive() }), removeSource);
