import type { ComponentProps } from 'react';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { ExternalLink } from '../ui/external-link';

/** A rule file may come from anywhere: Markdown only, raw HTML stays text, links open apart. */
export function Guide({ markdown }: { readonly markdown: string }) {
  return (
    <div className="flex max-w-3xl flex-col gap-3 break-words">
      <Markdown remarkPlugins={[remarkGfm]} skipHtml components={COMPONENTS}>
        {markdown}
      </Markdown>
    </div>
  );
}

// The rule's name is the page's first heading and "Guide" the second: the guide's own start at the third.
const COMPONENTS: Components = {
  h1: ({ children }) => <h3 className="mt-2 font-semibold">{children}</h3>,
  h2: ({ children }) => <h3 className="mt-2 font-semibold">{children}</h3>,
  h3: ({ children }) => <h4 className="mt-2 font-semibold">{children}</h4>,
  h4: ({ children }) => <h5 className="font-medium">{children}</h5>,
  ul: ({ children }) => <ul className="flex list-disc flex-col gap-2 pl-5">{children}</ul>,
  ol: ({ children }) => <ol className="flex list-decimal flex-col gap-2 pl-5">{children}</ol>,
  p: ({ children }) => <p className="[li>&]:mt-1">{children}</p>,
  a: ({ href = '', children }) => <ExternalLink href={href}>{children}</ExternalLink>,
  pre: Code,
  code: ({ children }) => (
    <code className="rounded-sm bg-muted px-1 [pre>&]:bg-transparent [pre>&]:p-0">{children}</code>
  ),
  img: () => null,
};

function Code({ children }: ComponentProps<'pre'>) {
  return (
    <pre className="mt-1 max-w-full rounded-md border bg-panel px-3 py-2 break-all whitespace-pre-wrap">
      {children}
    </pre>
  );
}
