'use client';

import { useId } from 'react';
import type { WorksheetStep } from '@/lib/investigate/schemas';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { cn } from '../../ui/cn';
import { UtcTime } from '../../ui/utc-time';
import type { WorksheetActions } from './actions';
import { FindingLine } from './finding-line';
import { Markdown } from './markdown';
import { StepCommands } from './step-commands';
import { StepNote } from './step-note';
import { StepValues } from './step-values';
import { useSetStep } from './use-set-step';

interface GuideStepProps {
  readonly alertId: string;
  readonly step: WorksheetStep;
  readonly position: number;
  readonly showGuidance: boolean;
  readonly setStep: WorksheetActions['setStep'];
}

/** One question: what the data says first, then the values, then how to judge them, then the answer. */
export function GuideStep({ alertId, step, position, showGuidance, setStep }: GuideStepProps) {
  const { mutate } = useSetStep(alertId, step, setStep);
  const titleId = useId();
  const { state, note } = step;
  const toggle = (target: 'done' | 'not_applicable') =>
    mutate({ state: state === target ? 'todo' : target, note });

  return (
    <li className="grid grid-cols-[1rem_1.25rem_minmax(0,1fr)] gap-x-2 border-t py-2.5 first:border-t-0">
      <Checkbox
        className="mt-0.5"
        checked={state === 'not_applicable' ? 'indeterminate' : state === 'done'}
        aria-labelledby={titleId}
        onCheckedChange={() => toggle('done')}
      />
      <span className="text-right text-muted-foreground">{position}</span>
      <div className="flex min-w-0 flex-col gap-1.5">
        <div className="flex items-start gap-2">
          <h3
            id={titleId}
            className={cn(
              'min-w-0 flex-1 font-medium break-words',
              state !== 'todo' && 'text-muted-foreground',
            )}
          >
            {step.title}
          </h3>
          <Button
            variant="ghost"
            aria-pressed={state === 'not_applicable'}
            aria-describedby={titleId}
            onClick={() => toggle('not_applicable')}
            className="h-5 px-1.5 text-xs font-normal aria-pressed:bg-muted aria-pressed:text-foreground"
          >
            Not applicable
          </Button>
        </div>
        {step.finding && <FindingLine finding={step.finding} />}
        <StepValues values={step.values} />
        {showGuidance && step.body && <Markdown className="text-muted-foreground">{step.body}</Markdown>}
        {showGuidance && <StepCommands commands={step.commands} />}
        <StepNote
          stepTitle={step.title}
          note={note}
          onSave={(text) => mutate({ state, note: text === '' ? null : text })}
        />
        {step.updatedBy && step.updatedAt && (
          <p className="text-xs text-muted-foreground">
            {step.updatedBy}, <UtcTime iso={step.updatedAt} relative />
          </p>
        )}
      </div>
    </li>
  );
}
