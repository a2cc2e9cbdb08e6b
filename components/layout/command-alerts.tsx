'use client';

import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useDeferredValue } from 'react';
import { formatUtc } from '@/lib/format';
import { alertSearchQuery } from '@/lib/queries/alerts';
import { SeverityMark } from '../ui/severity';
import { shortArn } from '../ui/short-arn';
import { StatusLabel } from '../ui/status';
import { COMMAND_GROUP, COMMAND_ITEM } from './command-styles';

interface CommandAlertsProps {
  readonly text: string;
  readonly open: (id: string) => void;
}

/** Alerts that hold the text, as the server finds them. */
export function CommandAlerts({ text, open }: CommandAlertsProps) {
  const { data } = useQuery(alertSearchQuery(useDeferredValue(text)));
  if (!text || !data?.alerts.length) return null;
  return (
    <Command.Group heading="Alerts" className={COMMAND_GROUP}>
      {data.alerts.map((alert) => (
        <Command.Item
          key={alert.id}
          value={alert.id}
          onSelect={() => open(alert.id)}
          className={COMMAND_ITEM}
        >
          <SeverityMark severity={alert.severity} />
          <span className="max-w-[55%] shrink-0 truncate font-mono text-xs">
            {[alert.principalArn && shortArn(alert.principalArn), alert.resource].filter(Boolean).join(' → ')}
          </span>
          <span className="min-w-0 flex-1 truncate text-muted-foreground">{alert.ruleName}</span>
          <span className="text-xs text-muted-foreground">{formatUtc(alert.eventTime)}</span>
          <StatusLabel status={alert.status} reason={alert.reason} className="text-xs" />
        </Command.Item>
      ))}
    </Command.Group>
  );
}
