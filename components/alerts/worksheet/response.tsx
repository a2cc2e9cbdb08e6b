import type { ResponseStep } from '@/lib/investigate/schemas';
import { Section } from '../../layout/section';
import { CommandBlock } from './command-block';
import { Markdown } from './markdown';

/** What to do once it is a true positive, with the alert's values in the commands. */
export function Response({ steps }: { readonly steps: readonly ResponseStep[] }) {
  const phases = [...new Set(steps.map(({ phase }) => phase))];
  return (
    <Section title="Respond" note="Commands to copy. Trailhound never runs them.">
      {steps.length === 0 && <p className="text-muted-foreground">This rule names no response.</p>}
      <div className="columns-2 gap-8 [column-rule:1px_solid_var(--border)]">
        {phases.map((phase) => (
          <Phase key={phase} name={phase} steps={steps.filter((step) => step.phase === phase)} />
        ))}
      </div>
    </Section>
  );
}

function Phase({ name, steps }: { readonly name: string; readonly steps: readonly ResponseStep[] }) {
  return (
    <>
      <h3 className="mb-2 break-after-avoid border-b pb-1 text-xs font-medium text-muted-foreground">
        {sentenceCase(name)}
      </h3>
      {steps.map((step) => (
        <ResponseItem key={step.id} step={step} />
      ))}
    </>
  );
}

function ResponseItem({ step: { title, body, commands } }: { readonly step: ResponseStep }) {
  return (
    <div className="mb-4 flex min-w-0 flex-col gap-1.5">
      <h4 className="break-after-avoid font-medium">{title}</h4>
      <Markdown className="text-muted-foreground">{body}</Markdown>
      {commands.map((command) => (
        <CommandBlock key={command.text} command={command} />
      ))}
    </div>
  );
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
