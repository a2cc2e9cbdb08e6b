/** How an event is drawn. Shape and colour both tell, so either is enough. */
export type MarkKind = 'read' | 'write' | 'error' | 'alert';
export type MarkShape = 'circle' | 'square' | 'triangle' | 'diamond';

export interface Mark {
  readonly label: string;
  readonly shape: MarkShape;
  readonly color: string;
}

export const MARKS = {
  read: { label: 'read', shape: 'circle', color: 'var(--event-read)' },
  write: { label: 'write', shape: 'square', color: 'var(--event-write)' },
  error: { label: 'error', shape: 'triangle', color: 'var(--event-error)' },
  alert: { label: 'this alert', shape: 'diamond', color: 'var(--event-alert)' },
} as const satisfies Record<MarkKind, Mark>;

/** SVG path of a mark about (0, 0), equal in area to a circle of the radius so that no shape looks larger. */
export function markPath(shape: MarkShape, radius: number): string {
  switch (shape) {
    case 'circle':
      return `M${-radius},0a${radius},${radius} 0 1,0 ${2 * radius},0a${radius},${radius} 0 1,0 ${-2 * radius},0Z`;
    case 'square': {
      const half = round((radius * Math.sqrt(Math.PI)) / 2);
      return `M${-half},${-half}H${half}V${half}H${-half}Z`;
    }
    case 'triangle': {
      const side = radius * Math.sqrt((4 * Math.PI) / Math.sqrt(3));
      const height = (side * Math.sqrt(3)) / 2;
      return `M0,${round((-2 * height) / 3)}L${round(side / 2)},${round(height / 3)}H${round(-side / 2)}Z`;
    }
    case 'diamond': {
      const reach = round(radius * Math.sqrt(Math.PI / 2));
      return `M0,${-reach}L${reach},0L0,${reach}L${-reach},0Z`;
    }
    default:
      return shape satisfies never;
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
