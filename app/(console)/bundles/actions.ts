'use server';

import { createBundle } from '@/lib/bundles/create';
import { CreateBundleInput } from '@/lib/bundles/schemas';
import { action } from '@/lib/http/action';
import { QueueUploadInput, queueUpload } from '@/lib/jobs/queue-upload';

export const createBundleAction = action(CreateBundleInput, createBundle);

export const queueBundleAction = action(QueueUploadInput, queueUpload);
