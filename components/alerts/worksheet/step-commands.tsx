import type { GuideCommandText } from '@/lib/investigate/schemas';
import { CommandBlock } from './command-block';

/** How to look for oneself, folded away until asked for: the finding above it is what is read first. */
export function StepCommands({ commands }: { readonly commands: readonly GuideCommandText[] }) {
  return commands.map((command) => (
    <details key={command.text} className="text-xs open:pb-1">
      <summary className="w-fit cursor-pointer rounded-sm text-muted-foreground select-none hover:text-foreground">
        Command <code>{firstWords(command.text)}</code>
      </summary>
      <div className="mt-1">
        <CommandBlock command={command} />
      </div>
    </details>
  ));
}

/** `aws ec2 describe-instances`: enough to know what it asks. */
function firstWords(text: string): string {
  return text.split(/\s+/, 3).join(' ');
}
