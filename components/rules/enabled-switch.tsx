'use client';

import { cn } from '../ui/cn';
import { Switch } from '../ui/switch';
import { type SetEnabled, useSetEnabled } from './use-set-enabled';

interface EnabledSwitchProps {
  readonly rule: { readonly id: string; readonly name: string; readonly enabled: boolean };
  /** Null for who may only look. */
  readonly setEnabled: SetEnabled | null;
}

/** Whether a rule runs, and the switch for it. */
export function EnabledSwitch({ rule, setEnabled }: EnabledSwitchProps) {
  return (
    <span className="inline-flex items-center gap-2">
      {setEnabled && <RuleSwitch rule={rule} setEnabled={setEnabled} />}
      <EnabledWord enabled={rule.enabled} />
    </span>
  );
}

export function EnabledWord({ enabled }: { readonly enabled: boolean }) {
  return <span className={cn(!enabled && 'text-muted-foreground')}>{enabled ? 'Enabled' : 'Disabled'}</span>;
}

interface RuleSwitchProps extends EnabledSwitchProps {
  readonly setEnabled: SetEnabled;
}

/** Lies above a row's link. */
export function RuleSwitch({ rule, setEnabled }: RuleSwitchProps) {
  const { mutate } = useSetEnabled(setEnabled);
  return (
    <Switch
      aria-label={`Enable ${rule.name}`}
      checked={rule.enabled}
      onCheckedChange={(enabled) => mutate({ ids: [rule.id], enabled })}
      className="relative z-1"
    />
  );
}
