'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { type ChangeEvent, useRef, useState } from 'react';
import { formatCount } from '@/lib/format';
import type { ActionResult } from '@/lib/http/responses';
import { ruleKeys } from '@/lib/queries/rules';
import type { ImportedRule } from '@/lib/rules/import';
import { unwrap } from '../alerts/worksheet/actions';
import { Button } from '../ui/button';
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '../ui/dialog';
import { ScrollRegion } from '../ui/scroll-region';

export type ImportRules = (input: {
  files: Array<{ name: string; text: string }>;
}) => Promise<ActionResult<ImportedRule[]>>;

/** Takes rule files from this machine and tells what became of each rule. */
export function ImportRulesButton({ importRules }: { readonly importRules: ImportRules }) {
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const client = useQueryClient();
  const { mutate, data, error, isPending } = useMutation({
    // A file at a time: a folder of rules together may be more than one request carries.
    mutationFn: async (files: readonly File[]) => {
      const results: ImportedRule[] = [];
      for (const file of files) {
        const text = await file.text();
        results.push(...(await unwrap(importRules({ files: [{ name: file.name, text }] }))));
      }
      return results;
    },
    onSettled: () => client.invalidateQueries({ queryKey: ruleKeys.all }),
  });
  const onChange = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(currentTarget.files ?? [])];
    // The same files can be chosen again, mended.
    currentTarget.value = '';
    if (files.length === 0) return;
    setOpen(true);
    mutate(files);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept=".toml,.ndjson,.json"
        aria-label="Rule files"
        className="sr-only"
        tabIndex={-1}
        onChange={onChange}
      />
      <Button variant="outline" onClick={() => input.current?.click()} disabled={isPending}>
        <Upload aria-hidden />
        {isPending ? 'Importing' : 'Import'}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent className="max-w-3xl">
          <DialogHeader>
            <DialogTitle>{isPending ? 'Importing rules' : 'Imported rules'}</DialogTitle>
            <DialogDescription>
              {error?.message ?? (data ? summary(data) : 'Reading the files.')}
            </DialogDescription>
          </DialogHeader>
          {data && <Results rules={data} />}
        </DialogContent>
      </Dialog>
    </>
  );
}

function summary(rules: readonly ImportedRule[]): string {
  const count = (status: ImportedRule['status']) => rules.filter((rule) => rule.status === status).length;
  return `${formatCount(rules.length, 'rule')}: ${count('imported')} imported, ${count('updated')} updated, ${count('unsupported')} kept but unable to run, ${count('invalid')} invalid. New rules wait to be enabled.`;
}

function Results({ rules }: { readonly rules: readonly ImportedRule[] }) {
  return (
    <ScrollRegion label="What became of each rule" className="max-h-80 rounded-md border">
      <ul className="divide-y">
        {rules.map(({ file, ruleId, name, status, reason }) => (
          <li key={`${file} ${ruleId}`} className="flex flex-col gap-0.5 px-2 py-1.5">
            <span className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 truncate font-medium" title={file}>
                {name ?? file}
              </span>
              <span className={status === 'invalid' ? 'text-destructive' : 'text-muted-foreground'}>
                {status}
              </span>
            </span>
            {reason && <span className="break-words text-muted-foreground">{reason}</span>}
          </li>
        ))}
      </ul>
    </ScrollRegion>
  );
}
