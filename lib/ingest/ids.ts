import type pg from 'pg';

const AT_ONCE = 256;

/** Ids fetched ahead from a table's sequence, so that rows can name each other before they are written. */
export class Ids {
  private ids: number[] = [];

  constructor(
    private readonly pool: pg.Pool,
    private readonly table: 'bundle_member' | 'evidence_segment',
  ) {}

  async next(): Promise<number> {
    if (this.ids.length === 0) {
      const { rows } = await this.pool.query<{ id: number }>(
        `select nextval(pg_get_serial_sequence($1, 'id')) as id from generate_series(1, ${AT_ONCE})`,
        [this.table],
      );
      this.ids = rows.map((row) => row.id);
    }
    const id = this.ids.shift();
    if (id === undefined) throw new Error(`The sequence of ${this.table} gave no id.`);
    return id;
  }
}
