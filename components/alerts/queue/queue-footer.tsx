import { formatNumber } from '@/lib/format';
import { Button } from '../../ui/button';

interface QueueFooterProps {
  readonly shown: number;
  readonly total: number;
  readonly loading: boolean;
  readonly onMore: () => void;
}

export function QueueFooter({ shown, total, loading, onMore }: QueueFooterProps) {
  return (
    <div className="sticky left-0 flex h-10 items-center gap-3 px-4 text-muted-foreground">
      {shown < total ? (
        <>
          {formatNumber(shown)} of {formatNumber(total)} alerts
          <Button variant="link" onClick={onMore} disabled={loading}>
            {loading ? 'Loading more' : 'Load more'}
          </Button>
        </>
      ) : (
        <>
          {formatNumber(total)} {total === 1 ? 'alert' : 'alerts'}, all shown
        </>
      )}
    </div>
  );
}
