'use server';

import { EvaluateRulesInput, evaluateRules } from '@/lib/detection/evaluate-rules';
import { action } from '@/lib/http/action';
import { ImportRulesInput, importRules } from '@/lib/rules/import';
import { SetAllEnabledInput, setAllRulesEnabled } from '@/lib/rules/set-all-enabled';

export const evaluateRulesAction = action(EvaluateRulesInput, evaluateRules);

export const setRulesEnabledAction = action(SetAllEnabledInput, setAllRulesEnabled);

export const importRulesAction = action(ImportRulesInput, importRules);
