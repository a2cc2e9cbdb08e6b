import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getAlert } from '@/lib/alerts/get';
import { SetAlertStatusInput } from '@/lib/alerts/schemas';
import { setAlertStatus } from '@/lib/alerts/set-status';
import { setStep } from '@/lib/alerts/set-step';
import { listAudit } from '@/lib/audit/list';
import type { Context } from '@/lib/db/context';
import { alertId, storeAlert } from '../support/alerts';
import { testDatabase } from '../support/database';
import { emptyDatabase, installRule } from '../support/detection';

const database = testDatabase();

beforeAll(() => installRule(database.db, { query: 'event.action: *', fields: ['user.name'] }));
beforeEach(async () => {
  await emptyDatabase(database.db);
  await storeAlert(database.db, 1);
});

const closing = {
  id: alertId(1),
  status: 'closed',
  reason: 'false_positive',
  note: '  The nightly job.  ',
  expectedStatus: 'open',
} as const;

function other(ctx: Context): Context {
  return { ...ctx, actor: { kind: 'user', id: 'analyst-2', name: 'Bo Benign', email: 'bo@example.com' } };
}

function history() {
  return listAudit({ ctx: database.analyst, input: { targetType: 'alert', targetId: alertId(1) } });
}

describe('deciding', () => {
  test('closes with reason, note, who and when, and leaves one audit row of what changed', async () => {
    const before = Date.now();
    const alert = await setAlertStatus({ ctx: database.analyst, input: closing });

    expect(alert).toMatchObject({
      status: 'closed',
      reason: 'false_positive',
      note: 'The nightly job.',
      decidedBy: 'Ada Analyst',
    });
    expect(Date.parse(alert.decidedAt ?? '')).toBeGreaterThanOrEqual(before);
    expect(await history()).toMatchObject([
      {
        action: 'alert.close',
        actorName: 'Ada Analyst',
        before: { status: 'open', reason: null, note: null, decidedBy: null },
        after: {
          status: 'closed',
          reason: 'false_positive',
          note: 'The nightly job.',
          decidedBy: 'Ada Analyst',
        },
        note: 'The nightly job.',
      },
    ]);
  });

  test('acknowledging records the status alone', async () => {
    await setAlertStatus({
      ctx: database.analyst,
      input: { id: alertId(1), status: 'acknowledged', expectedStatus: 'open' },
    });

    expect(await history()).toMatchObject([
      {
        action: 'alert.acknowledge',
        before: { status: 'open' },
        after: { status: 'acknowledged' },
        note: null,
      },
    ]);
    expect(await getAlert({ ctx: database.analyst, input: { id: alertId(1) } })).toMatchObject({
      decidedAt: null,
      decidedBy: null,
    });
  });

  test('opening again clears the reason; the history keeps it', async () => {
    await setAlertStatus({ ctx: database.analyst, input: closing });
    const alert = await setAlertStatus({
      ctx: other(database.analyst),
      input: { id: alertId(1), status: 'open', expectedStatus: 'closed', note: 'Too early.' },
    });

    expect(alert).toMatchObject({
      status: 'open',
      reason: null,
      note: null,
      decidedBy: null,
      decidedAt: null,
    });
    expect(await history()).toMatchObject([
      {
        action: 'alert.reopen',
        actorName: 'Bo Benign',
        before: {
          status: 'closed',
          reason: 'false_positive',
          note: 'The nightly job.',
          decidedBy: 'Ada Analyst',
        },
        after: { status: 'open', reason: null, note: null, decidedBy: null },
        note: 'Too early.',
      },
      { action: 'alert.close', note: 'The nightly job.' },
    ]);
  });

  test('needs a reason to close', () => {
    const { reason: _, ...without } = closing;
    const parsed = SetAlertStatusInput.safeParse(without);

    expect(parsed.error?.issues).toMatchObject([
      { path: ['reason'], message: 'Closing an alert needs a reason.' },
    ]);
    expect(SetAlertStatusInput.safeParse({ ...closing, reason: 'boredom' }).success).toBe(false);
    expect(SetAlertStatusInput.safeParse(closing).success).toBe(true);
  });

  test('on what changed meanwhile is a conflict that says who was faster, and writes nothing', async () => {
    await setAlertStatus({ ctx: other(database.analyst), input: closing });

    await expect(
      setAlertStatus({ ctx: database.analyst, input: { ...closing, reason: 'true_positive' } }),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: 'The alert is closed by Bo Benign by now. Look again before you decide.',
    });
    expect(await history()).toHaveLength(1);
    expect(await database.db.prisma.alert.findFirst()).toMatchObject({ reason: 'false_positive' });
  });

  test('of two closings at the same moment one wins, the other is told, and one audit row is left', async () => {
    for (let round = 0; round < 5; round += 1) {
      await emptyDatabase(database.db);
      await storeAlert(database.db, 1);
      const results = await Promise.allSettled([
        setAlertStatus({ ctx: database.analyst, input: closing }),
        setAlertStatus({ ctx: other(database.analyst), input: { ...closing, reason: 'true_positive' } }),
      ]);

      const lost = results.filter((result) => result.status === 'rejected');
      const [entry, ...more] = await history();
      expect(lost).toMatchObject([
        { reason: { code: 'conflict', message: expect.stringContaining('closed by') } },
      ]);
      expect(more).toEqual([]);
      expect(await database.db.prisma.alert.findFirst()).toMatchObject({
        status: 'closed',
        reason: entry?.after?.reason,
        decidedBy: entry?.actorName,
      });
    }
  });

  test('is for people: the program may not, and nothing is written', async () => {
    await expect(setAlertStatus({ ctx: database.system, input: closing })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      setStep({ ctx: database.system, input: { alertId: alertId(1), stepId: 'identity', state: 'done' } }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(await history()).toEqual([]);
  });

  test('about an alert that does not exist is refused', async () => {
    await expect(
      setAlertStatus({ ctx: database.analyst, input: { ...closing, id: alertId(99) } }),
    ).rejects.toMatchObject({ code: 'not_found', message: `There is no alert ${alertId(99)}.` });
  });
});

describe('the steps of the guide', () => {
  const step = { alertId: alertId(1), stepId: 'identity' } as const;
  const saved = () => database.db.prisma.alertStep.findMany();

  test('keep state and note, with who and an audit row per change', async () => {
    const answer = await setStep({
      ctx: database.analyst,
      input: { ...step, state: 'done', note: '  Asked Dana. ' },
    });

    expect(answer).toMatchObject({
      stepId: 'identity',
      state: 'done',
      note: 'Asked Dana.',
      updatedBy: 'Ada Analyst',
    });
    expect(await saved()).toMatchObject([{ stepId: 'identity', state: 'done', note: 'Asked Dana.' }]);
    expect(await history()).toMatchObject([
      {
        action: 'alert.step',
        before: { step: 'identity', state: 'todo', note: null },
        after: { step: 'identity', state: 'done', note: 'Asked Dana.' },
      },
    ]);
  });

  test('saved as they are leave no second audit row', async () => {
    await setStep({ ctx: database.analyst, input: { ...step, state: 'done' } });
    await setStep({ ctx: database.analyst, input: { ...step, state: 'done', note: '   ' } });

    expect(await history()).toHaveLength(1);
  });

  test('put back to nothing have no row', async () => {
    await setStep({ ctx: database.analyst, input: { ...step, state: 'not_applicable' } });
    await setStep({ ctx: database.analyst, input: { ...step, state: 'todo' } });

    expect(await saved()).toEqual([]);
    expect(await history()).toMatchObject([
      { before: { state: 'not_applicable' }, after: { state: 'todo' } },
      { before: { state: 'todo' }, after: { state: 'not_applicable' } },
    ]);
  });

  test('answered at the same moment end in one of the answers', async () => {
    const results = await Promise.allSettled(
      (['done', 'not_applicable', 'done'] as const).map((state) =>
        setStep({ ctx: database.analyst, input: { ...step, state } }),
      ),
    );

    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(await saved()).toHaveLength(1);
  });

  test('of an alert that does not exist are refused', async () => {
    await expect(
      setStep({ ctx: database.analyst, input: { ...step, alertId: alertId(99), state: 'done' } }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});
