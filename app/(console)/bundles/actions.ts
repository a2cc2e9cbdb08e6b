'use server';

import { addPublicKeys } from '@/lib/bundles/add-public-keys';
import { createBundle } from '@/lib/bundles/create';
import { AddPublicKeysInput, BundleInput, CreateBundleInput } from '@/lib/bundles/schemas';
import { action } from '@/lib/http/action';
import { ReceivedFilesInput, receivedFiles } from '@/lib/ingest/received-files';
import { queueDeletion } from '@/lib/jobs/queue-deletion';
import { QueueUploadInput, queueUpload } from '@/lib/jobs/queue-upload';

export const createBundleAction = action(CreateBundleInput, createBundle);

export const queueBundleAction = action(QueueUploadInput, queueUpload);

export const deleteBundleAction = action(BundleInput, queueDeletion);

export const addPublicKeysAction = action(AddPublicKeysInput, addPublicKeys);

export const receivedFilesAction = action(ReceivedFilesInput, receivedFiles);
