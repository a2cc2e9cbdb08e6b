import { NotFoundMessage } from '@/components/layout/not-found-message';

export default function NotFoundPage() {
  return (
    <main className="flex h-dvh items-center justify-center">
      <NotFoundMessage title="There is no such page" back={{ href: '/alerts', label: 'To the alerts' }}>
        The address may be mistyped, or what it named was deleted.
      </NotFoundMessage>
    </main>
  );
}
