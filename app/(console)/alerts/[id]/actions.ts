'use server';

import { SetAlertStatusInput, SetStepInput } from '@/lib/alerts/schemas';
import { setAlertStatus as changeStatus } from '@/lib/alerts/set-status';
import { setStep as saveStep } from '@/lib/alerts/set-step';
import { action } from '@/lib/http/action';

export const setAlertStatus = action(SetAlertStatusInput, changeStatus);
export const setStep = action(SetStepInput, saveStep);
