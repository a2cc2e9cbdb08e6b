'use server';

import { EvaluateRulesInput, evaluateRules } from '@/lib/detection/evaluate-rules';
import { action } from '@/lib/http/action';

export const evaluateRulesAction = action(EvaluateRulesInput, evaluateRules);
