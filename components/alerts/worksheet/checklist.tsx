'use client';

import { useState } from 'react';
import type { WorksheetStep } from '@/lib/investigate/schemas';
import { Section } from '../../layout/section';
import { Button } from '../../ui/button';
import type { WorksheetActions } from './actions';
import { StanceTally } from './finding-line';
import { GuideStep } from './guide-step';

interface ChecklistProps {
  readonly alertId: string;
  readonly steps: readonly WorksheetStep[];
  readonly setStep: WorksheetActions['setStep'];
}

/** The guide's questions, each with what the data says to it and the analyst's own answer. */
export function Checklist({ alertId, steps, setStep }: ChecklistProps) {
  const [showGuidance, setShowGuidance] = useState(true);
  const answered = steps.filter(({ state }) => state !== 'todo').length;
  return (
    <Section
      title="Investigate"
      note={
        <div className="flex flex-wrap gap-x-4">
          <span aria-live="polite">{`${answered} of ${steps.length} answered`}</span>
          <StanceTally findings={steps.flatMap(({ finding }) => finding ?? [])} />
        </div>
      }
      actions={
        <Button
          variant="ghost"
          size="sm"
          aria-pressed={showGuidance}
          onClick={() => setShowGuidance(!showGuidance)}
        >
          {showGuidance ? 'Hide guidance' : 'Show guidance'}
        </Button>
      }
    >
      {steps.length === 0 ? (
        <p className="text-muted-foreground">This rule has no investigation steps.</p>
      ) : (
        <ol className="flex flex-col">
          {steps.map((step, index) => (
            <GuideStep
              key={step.id}
              alertId={alertId}
              step={step}
              position={index + 1}
              showGuidance={showGuidance}
              setStep={setStep}
            />
          ))}
        </ol>
      )}
    </Section>
  );
}
