import pg from 'pg';
import { SECOND_MS } from '../time';

const AGAIN_MS = SECOND_MS;
/** A machine that goes away says nothing: the server asks after it, and gives its locks back within a minute. */
const ASK_AFTER_PEER = '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3';

/**
 * Locks that stand for this process as long as it lives: the server gives them back when their connection ends,
 * however that comes about. When only the connection is lost they are taken again on another one.
 */
export class HeldLocks {
  private readonly wanted = new Set<string>();
  private readonly taken = new Set<string>();
  private client: pg.Client | undefined;
  private taking: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly url: string,
    private readonly name: string,
  ) {}

  add(key: string): void {
    this.wanted.add(key);
  }

  /** Settles when everything added so far is held; rejects when that cannot be had now. */
  async held(): Promise<void> {
    while (!this.isHeld) {
      if (this.isClosed) throw new Error(`The locks ${this.name} have been given back.`);
      this.taking ??= this.take().finally(() => {
        this.taking = undefined;
      });
      await this.taking;
    }
  }

  /** Gives them back. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.taking?.catch(() => undefined);
    await this.client?.end().catch(() => undefined);
  }

  private get isHeld(): boolean {
    return this.client !== undefined && this.taken.size === this.wanted.size;
  }

  private async take(): Promise<void> {
    const client = this.client ?? (await this.connect());
    try {
      for (const key of this.wanted) {
        if (this.taken.has(key)) continue;
        await client.query('select pg_advisory_lock(hashtext($1), hashtext($2))', [this.name, key]);
        if (this.client === client) this.taken.add(key);
      }
    } catch (error) {
      this.lose(client);
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.url, keepAlive: true, options: ASK_AFTER_PEER });
    client.on('error', () => undefined);
    await client.connect();
    client.once('end', () => this.lose(client));
    this.client = client;
    return client;
  }

  private lose(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = undefined;
    this.taken.clear();
    this.takeAgain();
  }

  private takeAgain(): void {
    clearTimeout(this.timer);
    if (this.isClosed) return;
    this.timer = setTimeout(() => this.held().catch(() => this.takeAgain()), AGAIN_MS);
  }
}
