import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { cn } from '../../ui/cn';
import { ExternalLink } from '../../ui/external-link';

const PLUGINS = [remarkGfm];

const COMPONENTS: Components = {
  a: ({ href, children }) => (href ? <ExternalLink href={href}>{children}</ExternalLink> : children),
  // Rule texts may come from elsewhere: an image would tell its host who looks.
  img: ({ alt }) => <span>{alt}</span>,
  code: ({ children }) => <code className="rounded-sm bg-muted px-1 break-words">{children}</code>,
};

/** Guide text. HTML in it is shown as text, never run. */
export function Markdown({
  children,
  className,
}: {
  readonly children: string;
  readonly className?: string;
}) {
  return (
    <div
      className={cn(
        'flex max-w-[72ch] flex-col gap-2 break-words [&_li]:ml-4 [&_ol]:list-decimal [&_ul]:list-disc',
        className,
      )}
    >
      <ReactMarkdown remarkPlugins={PLUGINS} components={COMPONENTS}>
        {children}
      </ReactMarkdown>
    </div>
  );
}
