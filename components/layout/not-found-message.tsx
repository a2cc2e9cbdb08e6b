import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { Button } from '../ui/button';
import { PanelMessage } from './panel-message';

interface NotFoundMessageProps {
  /** `There is no such bundle.` */
  readonly title: string;
  readonly children?: string;
  readonly back: { readonly href: string; readonly label: string };
}

export function NotFoundMessage({ title, children, back }: NotFoundMessageProps) {
  return (
    <PanelMessage
      icon={SearchX}
      title={title}
      isPage
      actions={
        <Button variant="outline" asChild>
          <Link href={back.href}>{back.label}</Link>
        </Button>
      }
    >
      {children}
    </PanelMessage>
  );
}
