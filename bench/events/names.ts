import type { Draw } from './draw';

/** Where something happens: what a name may be made of. */
export interface Scene {
  readonly account: string;
  readonly region: string;
  readonly at: number;
}

const TEAMS = [
  'web',
  'api',
  'data',
  'billing',
  'search',
  'media',
  'auth',
  'mail',
  'edge',
  'batch',
  'ml',
  'ops',
];
const PARTS = ['worker', 'loader', 'gateway', 'indexer', 'sync', 'export', 'cache', 'queue', 'store', 'cron'];
const STAGES = ['prod', 'staging', 'dev', 'test', 'sandbox'];

/** How many of each kind of thing there are. Fixed, so that a run of 1,000,000 events is not ten small accounts. */
const SIZES = {
  instances: 8000,
  buckets: 600,
  functions: 500,
  keys: 300,
  secrets: 500,
  objects: 20_000,
} as const;

function several(count: number, make: () => string): readonly string[] {
  return Array.from({ length: count }, make);
}

/** The resources that calls are about. */
export class Names {
  private readonly instances: readonly string[];
  private readonly buckets: readonly string[];
  private readonly functions: readonly string[];
  private readonly keys: readonly string[];
  private readonly secrets: readonly string[];
  private readonly objects: readonly string[];
  private readonly vpcs: readonly string[];

  constructor(readonly draw: Draw) {
    this.instances = several(SIZES.instances, () => this.id('i'));
    this.buckets = several(SIZES.buckets, () => `${this.word()}-${draw.hex(6)}`);
    this.functions = several(SIZES.functions, () => `${this.word()}-${draw.hex(4)}`);
    this.keys = several(SIZES.keys, () => draw.uuid());
    this.secrets = several(SIZES.secrets, () => `${draw.pick(STAGES)}/${this.word()}-${draw.base64(6)}`);
    this.objects = several(
      SIZES.objects,
      () => `${this.word()}/${draw.integer(1, 28)}/part-${draw.hex(8)}.parquet`,
    );
    this.vpcs = several(60, () => this.id('vpc'));
  }

  /** `search-indexer-prod`. */
  word(): string {
    return `${this.draw.pick(TEAMS)}-${this.draw.pick(PARTS)}-${this.draw.pick(STAGES)}`;
  }

  /** An EC2 style id that was never seen before, `vol-0a1b…`. */
  id(prefix: string): string {
    return `${prefix}-0${this.draw.hex(16)}`;
  }

  instance(): string {
    return this.draw.favour(this.instances);
  }

  bucket(): string {
    return this.draw.favour(this.buckets);
  }

  object(): string {
    return this.draw.chance(0.5) ? this.draw.favour(this.objects) : `events/${this.draw.uuid()}.json`;
  }

  lambda(): string {
    return this.draw.favour(this.functions);
  }

  secret(): string {
    return this.draw.favour(this.secrets);
  }

  vpc(): string {
    return this.draw.favour(this.vpcs);
  }

  kmsKey({ account, region }: Scene): string {
    return `arn:aws:kms:${region}:${account}:key/${this.draw.favour(this.keys)}`;
  }

  /** `arn:aws:<service>:<region>:<account>:<rest>`. */
  arn(service: string, { account, region }: Scene, rest: string): string {
    return `arn:aws:${service}:${region}:${account}:${rest}`;
  }
}
